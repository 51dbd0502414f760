"""The admin of Wagtail is for those who work on content; whoever else has an errand there finds that errand only.

Wagtail asks for permissions screen by screen, and forgets some: choosers, reports, its own API and the preview of a
task show drafts to anybody who may enter at all. System and security administrators may enter, for jobs, releases
and accounts. So the rest is closed to them here, and what Wagtail adds later is closed by itself.
"""

from foundation.rights.door import demand_one

CONTENT = ("content.desk", "content.media")
HOME = ("admin/", "admin/test404/", "admin/failwhale/")
ERRANDS = (
    "account",
    "dismissibles",
    "jobs",
    "jsi18n",
    "localize/jsi18n",
    "login",
    "logout",
    "releases",
    "sprite",
    "users",
)
FILES = tuple(
    f"admin/{start}/"
    for start in (
        "images",
        "documents",
        "bulk",
        "tag-autocomplete",
        "videos",
        "broadcasts",
    )
)  # also for those who look after media and read no texts
OPEN = tuple(f"admin/{errand}/" for errand in ERRANDS)


class ContentDoor:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    @staticmethod
    def process_view(request, view, args, kwargs) -> None:
        """Raises PermissionDenied."""
        route = request.resolver_match.route
        if not route.startswith("admin/") or route in HOME or route.startswith(OPEN):
            return
        if not request.user.is_superuser:  # production has none; Wagtail asks them for nothing
            about_files = route.startswith(FILES) and kwargs.get("model_name") != "page"
            demand_one(request.user, CONTENT if about_files else CONTENT[:1])

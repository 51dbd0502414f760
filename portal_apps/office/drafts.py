"""What a form kept in the browser (`static/office/keep.js`) may be forgotten there: the server has it."""

import re

from django.conf import settings
from django.urls import reverse

COOKIE = "kept"
TEN_MINUTES = 600
NAME = re.compile(r"[a-z0-9]{8,40}")


class DraftsSaved:
    """Middleware. A form that was sent and led on is saved: the next page is told which draft that was, in a cookie a script
    may read. A form that came back with remarks, was refused, or led to the login is not; a logout ends all drafts."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code in (302, 303):
            saved = self._saved(request, response)
            if saved:
                response.set_cookie(
                    COOKIE, saved, max_age=TEN_MINUTES, samesite="Lax", secure=request.is_secure()
                )
        return response

    @staticmethod
    def _saved(request, response) -> str:
        if request.path in (reverse("account_logout"), reverse("wagtailadmin_logout")):
            return "all"
        if getattr(response, "refused", False) or response["Location"].startswith(settings.LOGIN_URL):
            return ""
        name = request.POST.get("_draft", "")
        return name if NAME.fullmatch(name) else ""

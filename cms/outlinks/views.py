"""Foreign addresses the site links to: which do not answer, since when, where they are used."""

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from foundation.rights.door import requires
from publishing.services import ExternalLink

BAD = ("broken", "silent", "guarded")


class OutlinkFilter(WagtailFilterSet):
    class Meta:
        model = ExternalLink
        fields = ["state"]


@requires("content.desk")
class OutlinksReport(ReportView):
    """For the editorial office. Nothing here stops a publication."""

    model = ExternalLink
    page_title = "外部链接"
    header_icon = "link"
    filterset_class = OutlinkFilter
    results_template_name = "outlinks/results.html"
    index_url_name = "outlinks:report"
    index_results_url_name = "outlinks:results"
    list_export = ["url", "get_state_display", "status", "note", "since", "checked_at", "pages"]
    export_headings = {
        "url": "地址",
        "get_state_display": "状态",
        "status": "回答",
        "note": "说明",
        "since": "从何时起",
        "checked_at": "最近检查",
        "pages": "用在",
    }

    def get_queryset(self):
        """What does not answer comes first; without a filter what is in order is left out."""
        rows = ExternalLink.objects.order_by("state", "since")
        return rows if self.request.GET.get("state") else rows.filter(state__in=BAD)

    def get_filtered_queryset(self):
        rows = super().get_filtered_queryset()
        for row in rows if self.is_export else ():
            row.pages = "；".join(user["title"] for user in row.used_in)
        return rows

    def decorate_paginated_queryset(self, object_list):
        for row in object_list:
            row.users = [{**user, "page": page_number(user["document_id"])} for user in row.used_in]
            row.pages = "；".join(user["title"] for user in row.used_in)
        return object_list


def page_number(document_id: str) -> int | None:
    """The page to edit; none for what is no page."""
    family, _, number = document_id.partition(":")
    return int(number) if family == "page" and number.isdigit() else None

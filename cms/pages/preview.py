"""The preview of an editor: the page in the site's own theme, as readers would see it if it went live now."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils import timezone

from publishing.services import render_preview

from .export import draft_document
from .export.moments import moment

#: Later than everything published: a draft stands in lists where it would stand tomorrow.
NEWEST = 2**40

SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 390, "label": "手机宽度预览"},
    {"name": "desktop", "icon": "desktop", "device_width": 1440, "label": "电脑宽度预览"},
]


def preview_response(page) -> HttpResponse:
    """The whole page as the reader will get it. The columns above come along: they may still be empty."""
    document = draft_document(page).document
    if hasattr(page, "sequence") and not document.sequence:
        document = replace(document, sequence=NEWEST, published=moment(timezone.now()))
    above = [one.specific for one in page.get_ancestors().filter(depth__gt=2)]
    return HttpResponse(render_preview(document, [draft_document(one).document for one in above]))

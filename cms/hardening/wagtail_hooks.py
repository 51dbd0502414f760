"""Load the starter on every admin page; keep files of drafts from whoever only knows their number."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from foundation.rights.door import demand_one

from .content_door import CONTENT


@hooks.register("insert_global_admin_js")
def starter():
    return format_html('<script src="{}"></script>', static("hardening/start.js"))


@hooks.register("before_serve_document")
def files_of_drafts(document, request) -> None:
    """Wagtail hands them out to everybody. What is public is read on the public site."""
    if not request.user.is_superuser:
        demand_one(request.user, CONTENT)

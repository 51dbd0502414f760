"""What every screen of the office does first and last: the page in question, and how a refusal is shown."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from ..choke import is_public_kind


def public_page(pk: int):
    """The specific page, or 404."""
    page = get_object_or_404(Page, pk=pk).specific
    if not is_public_kind(page):
        raise PermissionDenied("这个页面不在网站上。")
    return page


def say(request: HttpRequest, verb: Callable[[], object], done: str) -> bool:
    """Carry out a verb; tell the person it is done, or why it was refused. Whether it was done."""
    try:
        verb()
    except PermissionDenied as refusal:
        messages.error(request, str(refusal) or "没有权限。")
        return False
    messages.success(request, done)
    return True

"""What every screen of the office does first and last: who may come in, and how a refusal is shown."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from foundation.rights.may import may

from ..choke import is_public_kind


def office_only(view: Callable) -> Callable:
    """Content is for the people of the office; the three administrators and superusers are not among them."""

    @wraps(view)
    def inside(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may(request.user, "content.desk"):
            raise PermissionDenied("这里只对编审人员开放。")
        return view(request, *args, **kwargs)

    return inside


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

"""Who sees releases: the office everything, system administrators the figures without the content."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from foundation.rights.may import may


def may_see(user) -> bool:
    return may(user, "site.releases")


def sees_content(user) -> bool:
    """Titles and texts. The three administrators keep the machine running without them."""
    return may(user, "content.desk")


def may_roll_back(user) -> bool:
    return may(user, "site.roll_back")


def release_door(view: Callable) -> Callable:
    @wraps(view)
    def inside(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not may_see(request.user):
            raise PermissionDenied("这里只对编审人员和系统管理员开放。")
        return view(request, *args, **kwargs)

    return inside

"""Who sees releases: the office everything, system administrators the figures without the content."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.editorial.permissions import OFFICE
from cms.editorial.roles import has_role
from publishing.services import RELEASE_ROLES


def may_see(user) -> bool:
    return has_role(user, *OFFICE, "system_admin")


def sees_content(user) -> bool:
    """Titles and texts. The three administrators keep the machine running without them."""
    return has_role(user, *OFFICE)


def may_roll_back(user) -> bool:
    return has_role(user, *RELEASE_ROLES)


def release_door(view: Callable) -> Callable:
    @wraps(view)
    def inside(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not may_see(request.user):
            raise PermissionDenied("这里只对编审人员和系统管理员开放。")
        return view(request, *args, **kwargs)

    return inside

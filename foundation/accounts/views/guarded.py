"""Screens of the security administrator."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from foundation.rights.may import may


def security_admin_only(view: Callable) -> Callable:
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may(request.user, "accounts.policy"):
            raise PermissionDenied("登录规则和服务令牌只有安全管理员能管。")
        return view(request, *args, **kwargs)

    return guarded

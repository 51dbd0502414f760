"""How often a stranger may ask, by the rule; a service token has a limit of its own."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse

from foundation.accounts import guard
from foundation.accounts.tokens import SCOPES, TokenRefused, bearer, check_token, refuse
from foundation.audit.origin import client_address
from foundation.rulebook.reading import number

from ..public.rules import CALLS

MINUTE = timedelta(minutes=1)
SCOPE = "motions:read"


def register() -> None:
    """Called once the apps are there."""
    SCOPES[SCOPE] = "读公开的议案建议（/open/）"


def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        secret = bearer(request)
        if secret:
            try:
                check_token(request, secret, SCOPE)
            except TokenRefused as refusal:
                return refuse(refusal)
        elif not guard.attempt(
            "open_data", client_address(request), limit=number(CALLS), window=MINUTE
        ).allowed:
            answer = {"error": "调用太频繁，请一分钟后再试；要成批取用，请下载年度数据文件。"}
            return JsonResponse(
                answer, status=429, headers={"Retry-After": "60"}, json_dumps_params={"ensure_ascii": False}
            )
        return view(request, *args, **kwargs)

    return guarded

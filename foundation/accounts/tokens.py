"""Service tokens at work: who calls, may they, not too often. For the read API and for endpoints of exchange."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from allauth.account.adapter import get_adapter
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from foundation.audit.services import record
from foundation.rulebook.reading import number

from . import guard
from .models import ServiceToken
from .rules import Key
from .traces import network

PREFIX = "spc_"  # recognisable in a log or a repository by whoever looks for leaked secrets
READ_CONTENT = "content:read"
MINUTE = timedelta(minutes=1)

#: What a token may be for. Apps add theirs in AppConfig.ready: `SCOPES["motions:read"] = "读建议议案"`.
SCOPES: dict[str, str] = {READ_CONTENT: "读公开的稿件（/api/v3/）"}


class TokenRefused(Exception):
    """`status` and a sentence for whoever operates the calling system."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


def digest_of(secret: str) -> str:
    """The secret has 256 random bits, so that a plain hash cannot be searched."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def bearer(request) -> str:
    """The service token of the request; empty when it brings none."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" and secret.strip().startswith(PREFIX) else ""


def check_token(request, secret: str, scope: str) -> ServiceToken:
    """The token, alive and good for `scope`. Raises TokenRefused; ended tokens that are tried leave a record."""
    token = ServiceToken.objects.filter(digest=digest_of(secret)).first()
    if token is None:
        raise TokenRefused(401, "令牌不存在。")
    if token.state != "有效":
        _record_refusal(request, token, token.state)
        raise TokenRefused(401, f"令牌{token.state}，请向签发的单位申请新的。")
    if scope not in token.scopes:
        _record_refusal(request, token, f"scope {scope}")
        raise TokenRefused(403, f"这个令牌没有 {scope} 权限。")
    if not guard.attempt("token", token.pk, limit=number(Key.TOKEN_CALLS), window=MINUTE).allowed:
        raise TokenRefused(429, "调用太频繁，请一分钟后再试。")
    _note_use(request, token)
    return token


def service_token_required(scope: str) -> Callable:
    """Decorator of an endpoint for other systems; the view finds the token at `request.service_token`."""

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @wraps(view)
        def guarded(request, *args, **kwargs):
            try:
                request.service_token = check_token(request, bearer(request), scope)
            except TokenRefused as refusal:
                return refuse(refusal)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def refuse(refusal: TokenRefused) -> HttpResponse:
    answer = JsonResponse(
        {"error": refusal.message}, status=refusal.status, json_dumps_params={"ensure_ascii": False}
    )
    if refusal.status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if refusal.status == 429:
        answer["Retry-After"] = "60"
    return answer


def _note_use(request, token: ServiceToken) -> None:
    """At most once a minute."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > MINUTE:
        where = network(get_adapter(request).get_client_ip(request))
        ServiceToken.objects.filter(pk=token.pk).update(last_used_at=now, last_network=where)


def _record_refusal(request, token: ServiceToken, why: str) -> None:
    record(
        actor=None,
        verb="accounts.token_refused",
        object_key=f"service_token:{token.pk}",
        result="refused",
        why=why,
        network=network(get_adapter(request).get_client_ip(request)),
    )

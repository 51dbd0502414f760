"""Service tokens of other systems at the read API: public pages, nothing else, and never a change."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.security.http import HttpAuthBase
from wagtail.api.v3.auth import BearerTokenAuth

from foundation.accounts.tokens import READ_CONTENT, TokenRefused, bearer, check_token


class ServiceTokenAuth(HttpAuthBase):
    """A token of foundation.accounts. A bad one is refused, not taken for a stranger who may read as well."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request):
        secret = bearer(request)
        if not secret:
            return None
        try:
            token = check_token(request, secret, READ_CONTENT)
        except TokenRefused as refusal:
            raise HttpError(refusal.status, refusal.message) from None
        request.user = AnonymousUser()
        return token


def admit_service_tokens(api: NinjaAPI) -> NinjaAPI:
    """Ask for a service token first wherever the API lets strangers read. Pictures and files it lets nobody read
    without a token of a person: Wagtail lists those of drafts as well, and the public site has the public ones."""
    for prefix, router in api._routers:
        files = prefix.strip("/") in ("documents", "images")
        for path in router.path_operations.values():
            for operation in path.operations:
                if isinstance(operation.auth_param, Sequence):
                    ways = [BearerTokenAuth()] if files else [ServiceTokenAuth(), *operation.auth_param]
                    operation.auth_param = ways
                    operation.auth_callbacks = [*operation.auth_param]
    return api

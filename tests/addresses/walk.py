"""Ask an address as a person and tell how it ended, fast: no client, no sessions in the database, no rendered pages.

Only the door and what stands behind it run (the gate and the view). Whatever the view did is rolled back.
"""

from unittest.mock import patch

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.http import HttpResponseForbidden
from django.template.backends.django import Template
from django.test import RequestFactory
from django.urls import ResolverMatch, clear_url_caches, get_resolver
from django.utils.safestring import SafeString

from foundation.accounts.proof import mark_proved, mark_second_factor
from foundation.audit.requests import refusals

CHAIN = [
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "foundation.accounts.gate.Gate",
    "cms.hardening.content_door.ContentDoor",
]
INSIDE, OUTSIDE, LED_AWAY = "in", "out", "led away"


SAYS_NO = "wagtailadmin/shared/messages.html"
_really_render = Template.render


def _render(self, *args, **kwargs) -> SafeString:
    """Nothing, but for the messages by which Wagtail says no."""
    return _really_render(self, *args, **kwargs) if self.template.name == SAYS_NO else SafeString("")


class _Handler(BaseHandler):
    """Finds the view of an address once, not for every person."""

    def __init__(self) -> None:
        self.found: dict[str, ResolverMatch] = {}

    def resolve_request(self, request) -> ResolverMatch:
        path = request.path_info
        if path not in self.found:
            self.found[path] = get_resolver().resolve(path)
        request.resolver_match = self.found[path]
        return self.found[path]


class Walker:
    """`with Walker() as walker: walker.ask(user, "GET", "/audit/")`."""

    def __enter__(self) -> "Walker":
        self.patches = [
            patch("django.conf.settings.MIDDLEWARE", CHAIN),
            patch.object(Template, "render", _render),
            patch("django.core.handlers.exception.log_response"),
            patch("django.core.handlers.base.log_response"),
            patch("django.conf.urls.handler403", lambda *args, **kwargs: HttpResponseForbidden()),
            patch("ninja.NinjaAPI.get_openapi_schema", lambda *args, **kwargs: {}),  # two seconds each time
            patch(
                "qrcode.main.QRCode.best_mask_pattern", lambda self: 0
            ),  # one mask is as good as another here
        ]
        clear_url_caches()
        for one in self.patches:
            one.start()
        self.handler = _Handler()
        self.handler.load_middleware()
        self.factory = RequestFactory()
        return self

    def __exit__(self, *left) -> None:
        for one in self.patches:
            one.stop()
        clear_url_caches()  # Django keeps the page of a refusal it has looked up

    def ask(self, user, method: str, path: str, second_factor: bool = True) -> str:
        """INSIDE: past every guard. OUTSIDE: refused, or told that there is no such thing, or no such act."""
        request = getattr(self.factory, method.lower())(path)
        request.user, request.session = user or AnonymousUser(), SessionStore()
        mark_proved(request)  # as after a login a moment ago
        if user and second_factor:
            mark_second_factor(request, user)
        request.request_id, request._dont_enforce_csrf_checks = "0" * 32, True
        with transaction.atomic():
            response = self.handler.get_response(request)
            ended = self._ended(request, response)
            transaction.set_rollback(True)
        return ended

    @staticmethod
    def _ended(request, response) -> str:
        """By the signs the audit log goes by. What breaks, got past the guards: it is inside."""
        status, target = response.status_code, response.get("Location", "")
        if getattr(response, "refused", False):
            return LED_AWAY
        if status in (401, 403, 404, 405, 429) or target.startswith("/accounts/login/?"):
            return OUTSIDE
        return OUTSIDE if any(sign(request, response) for sign in refusals) else INSIDE

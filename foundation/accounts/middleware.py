"""What holds for every request of the inner zone: language, and an end of forgotten sessions."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import translation

SEEN, STARTED = "_seen_at", "_started_at"
STEP = 60  # the session is written at most once a minute, not at every request
UNATTENDED = "/admin/editing-sessions/"  # an open editor reports here by itself; that is nobody working


class ChineseByDefault:
    """Chinese unless this person chose otherwise: what the browser was installed in says nothing here."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response
        self.offered = dict(settings.LANGUAGES)

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in self.offered else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


@receiver(user_logged_in)
def start_clock(request, **kwargs) -> None:
    """Both limits count from the login, not from the first page after it."""
    if hasattr(request, "session"):
        request.session[STARTED] = request.session[SEEN] = time.time()


class SessionLimits:
    """Log out after SESSION_IDLE_SECONDS without work, and in any case after SESSION_ABSOLUTE_SECONDS."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self.limit(request, time.time())
        return self.get_response(request)

    def limit(self, request, now: float) -> None:
        session = request.session
        seen, started = session.get(SEEN, now), session.setdefault(STARTED, now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - started > settings.SESSION_ABSOLUTE_SECONDS:
            logout(request)
        elif (SEEN not in session or now - seen > STEP) and not request.path.startswith(UNATTENDED):
            session[SEEN] = now

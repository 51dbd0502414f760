"""An end of forgotten sessions: idle and absolute limits, by role, from the rules."""

import time

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from foundation.rulebook.reading import number

from ..rules import Key

SEEN, STARTED, IDLE, WHOLE = "_seen_at", "_started_at", "_idle_seconds", "_whole_seconds"
STEP = 60  # the session is written at most once a minute, not at every request
# an open page asks here by itself; that is nobody working
UNATTENDED = ("/admin/editing-sessions/", "/messages/unread/")


@receiver(user_logged_in)
def start_clock(request, user, **kwargs) -> None:
    """Both limits count from the login, not from the first page after it."""
    if hasattr(request, "session"):
        request.session[STARTED] = time.time()
        _work_seen(request.session, user, time.time())


class SessionLimits:
    """Log out after so many minutes without work, and in any case after so many hours."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self.limit(request, time.time())
        return self.get_response(request)

    def limit(self, request, now: float) -> None:
        session = request.session
        if SEEN not in session:  # begun before there were limits
            session.setdefault(STARTED, now)
            _work_seen(session, request.user, now)
        elif now - session[SEEN] > session[IDLE] or now - session[STARTED] > session[WHOLE]:
            logout(request)
        elif now - session[SEEN] > STEP and not request.path.startswith(UNATTENDED):
            _work_seen(session, request.user, now)
            UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())


def _work_seen(session, user, now: float) -> None:
    """Limits are read anew each time, so that a new role or rule holds within a minute."""
    minutes = number(Key.IDLE_MINUTES_ADMIN if user.is_administrator else Key.IDLE_MINUTES)
    session[SEEN], session[IDLE] = now, minutes * 60
    session[WHOLE] = number(Key.SESSION_HOURS) * 3600

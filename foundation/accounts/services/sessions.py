"""End sessions. What is ended is gone from the store: the next request of that device asks for a login."""

from allauth.idp.oidc.models import Token
from allauth.usersessions.models import UserSession
from django.db import transaction

from foundation.audit.services import record


@transaction.atomic
def end_session(session: UserSession, *, by) -> None:
    """One session of one's own. Raises PermissionError for somebody else's."""
    if session.user_id != by.pk:
        raise PermissionError("只能结束自己的登录。")
    session.end()
    record(actor=by, verb="accounts.sessions_ended", object_key=f"user:{by.pk}", count=1)


@transaction.atomic
def end_other_sessions(user, *, keep: str | None, by, why: str = "") -> int:
    """All sessions of `user` but the one with the key `keep`, and every login lent to other systems. Returns how many."""
    Token.objects.filter(user=user).delete()
    others = list(UserSession.objects.filter(user=user).exclude(session_key=keep or ""))
    for session in others:
        session.end()
    if others:
        record(
            actor=by, verb="accounts.sessions_ended", object_key=f"user:{user.pk}", count=len(others), why=why
        )
    return len(others)

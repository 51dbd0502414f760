"""Take somebody's second factors away, after staff checked who asks."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from foundation.audit.services import record

from ..models import User
from .sessions import end_other_sessions


@transaction.atomic
def reset_second_factor(user: User, *, reason: str, by: User | None) -> int:
    """All of them, and all sessions; the next login sets one up again. Returns how many there were.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("写上理由：怎样核对了身份。")
    count, _ = Authenticator.objects.filter(user=user).delete()
    record(actor=by, verb="accounts.second_factor_reset", object_key=f"user:{user.pk}", reason=reason.strip())
    end_other_sessions(user, keep=None, by=by, why="second_factor")
    return count

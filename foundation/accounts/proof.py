"""When this session last proved who sits there: by the login itself, or by password or second factor since."""

import time

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from foundation.rulebook.reading import number

from .rules import Key

PROVED = "_proved_at"
SECOND_FACTOR = "_second_factor_of"  # the person's key: a session that changes hands proves nothing


def mark_proved(request) -> None:
    request.session[PROVED] = time.time()


def proved_recently(request) -> bool:
    """Within PROOF_MINUTES."""
    return time.time() - request.session.get(PROVED, 0) < number(Key.PROOF_MINUTES) * 60


def mark_second_factor(request, user) -> None:
    request.session[SECOND_FACTOR] = user.pk


def has_second_factor(request) -> bool:
    """This session showed a second factor of the person it belongs to."""
    return request.session.get(SECOND_FACTOR) == request.user.pk


@receiver(user_logged_in)
def login_is_proof(request, **kwargs) -> None:
    if hasattr(request, "session"):
        mark_proved(request)

"""Who may enter, and how a verb's answer is shown."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from foundation.rights.may import may

from ..errors import CalendarMissing, NotAllowed, Refused


def only(verb: str, because: str):
    """Let in only people who may; others read why not."""

    def wrap(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.user, verb):
                raise PermissionDenied(because)
            return view(request, *args, **kwargs)

        return guarded

    return wrap


def say(request: HttpRequest, verb: Callable[[], object], done: str) -> bool:
    """Do it and say so, or say why not; whether it was done. What a person may never do stays a refusal of the page."""
    try:
        verb()
    except NotAllowed:
        raise
    except (Refused, CalendarMissing) as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True

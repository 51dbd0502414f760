"""How a verb's answer is shown."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from ..errors import CalendarMissing, NotAllowed, Refused


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

"""Refusals of the clocks, as refusals of our verbs: the sentence is the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from foundation.deadlines import errors
from foundation.rights.refusals import Refused


@contextmanager
def as_refusal() -> Iterator[None]:
    """What is no permission stays so (PermissionDenied)."""
    try:
        yield
    except errors.NotAllowed:
        raise
    except (errors.Refused, errors.CalendarMissing) as error:
        raise Refused(str(error)) from error

"""Who is publishing or withdrawing right now, and why.

Wagtail's publish and unpublish actions know a user at most. The change log wants the reason, the urgency and
the release set as well, so a verb states them here and the one place that writes the change log reads them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Act:
    user: Any = None
    reason: str = ""
    urgent: bool = False
    release_set: str = ""


NOBODY = Act()
_current: ContextVar[Act] = ContextVar("editorial_act", default=NOBODY)


def current_act() -> Act:
    return _current.get()


@contextmanager
def acting(**facts: Any) -> Iterator[Act]:
    """Add facts to the current act for the length of a block; unknown (None) ones keep what was said."""
    act = replace(_current.get(), **{key: value for key, value in facts.items() if value is not None})
    token = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(token)

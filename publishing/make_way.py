"""A long run ends for something that cannot wait. So it asks, several times a second, whether there is such a thing.

Whoever runs says once who is asked (`listening`); whatever works at length below calls `ask`, or walks through things
with `asking`. Where nobody listens it does nothing: in previews, in forked copies, and from the moment a release gets
its name until readers have it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Progress = Callable[[float, str], None]


class MakeWay(Exception):
    """Raised by the progress of a run to end it. Nothing of it is seen; what it took in is put back (see `build`)."""


def _nobody() -> None:
    pass


_asked: ContextVar[Callable[[], None]] = ContextVar("asked", default=_nobody)


@contextmanager
def listening(progress: Progress) -> Iterator[Progress]:
    """Within, `ask` repeats to `progress` what it was told last. Yields what to tell it by."""
    said = (0.0, "")

    def tell(percent: float, message: str = "") -> None:
        nonlocal said
        said = (percent, message)
        progress(percent, message)

    before = _asked.set(lambda: progress(*said))
    try:
        yield tell
    finally:
        _asked.reset(before)


def ask() -> None:
    """Raises MakeWay where the run has to end."""
    _asked.get()()


def asking(things: Iterable[T], every: int = 100) -> Iterator[T]:
    """The same things; asks before each `every`-th of them."""
    question = _asked.get()
    for number, thing in enumerate(things):
        if number % every == 0:
            question()
        yield thing


def ask_nobody() -> None:
    """From here on nothing makes way: a release is about to count. Also for a forked copy, which others end."""
    _asked.set(_nobody)

"""Whether this worker was told to stop. Jobs get a moment to finish, then stop at their next step."""

import threading
import time

GRACE = 3.0  # seconds; process managers kill what still runs after five

_asked_at: float | None = None
asked = threading.Event()


def ask() -> None:
    """Remember that the worker has to stop. Safe in a signal handler: sets a number and a flag."""
    global _asked_at
    _asked_at = time.monotonic()
    asked.set()


def must_stop() -> bool:
    """Whether the moment to finish is over."""
    return _asked_at is not None and time.monotonic() - _asked_at > GRACE

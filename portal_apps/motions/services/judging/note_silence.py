"""Nobody evaluated in time."""

from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ... import clocks
from ...models import Handling
from ..acting import Act, perform
from .ending import end_of


def note_silence(handling: Handling, *, by: User, reason: str, seen: int | None = None) -> Handling:
    """It is neither satisfied nor hidden: there is no evaluation, and figures say so (rule suggestion.silence_policy).
    Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        clock = clocks.open_clock(act.thing, "evaluate")
        if clock is not None and localdate() <= clock.due_on:
            raise Refused(f"代表的评价期限到 {clock.due_on:%Y-%m-%d}，还没有过。")
        act.to = end_of(act.thing)

    return perform("note_silence", handling, by=by, change=change, seen=seen, reason=reason)

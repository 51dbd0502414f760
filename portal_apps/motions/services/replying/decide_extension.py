"""Where the office's rule says so, somebody else decides over more time."""

from foundation.accounts.models import User
from foundation.deadlines import services as deadlines
from foundation.rights.refusals import Refused

from ... import clocks
from ...models import Handling
from ..acting import Act, perform
from ..refusing import as_refusal


def decide_extension(
    handling: Handling, *, by: User, granted: bool, reason: str, seen: int | None = None
) -> Handling:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        waiting = act.thing.extensions.filter(granted=None).last()
        clock = clocks.open_clock(act.thing, "reply")
        if waiting is None or clock is None or clock.pending_extension is None:
            raise Refused("没有等审批的延期申请。")
        before = clock.due_on
        with as_refusal(), clocks.within_a_step():
            deadlines.decide_extension(clock.pending_extension, by=by, granted=granted, ground=act.reason)
        clock.refresh_from_db()
        waiting.granted, waiting.ground, waiting.decided_by = granted, act.reason[:300], by
        waiting.until = clock.due_on if granted else waiting.until
        waiting.save()
        clocks.note(act, act.thing, "reply", before, clock.due_on)
        act.detail["granted"] = granted

    return perform(
        "decide_extension", handling, by=by, change=change, seen=seen, reason=reason, granted=granted
    )

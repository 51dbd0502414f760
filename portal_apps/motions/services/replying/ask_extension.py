"""More time for the reply."""

from datetime import date

from foundation.accounts.models import User
from foundation.deadlines import services as deadlines
from foundation.rights.refusals import Refused

from ... import clocks
from ...models import Extension, Handling
from ..acting import Act, perform
from ..refusing import as_refusal


def ask_extension(
    handling: Handling,
    *,
    by: User,
    reason: str,
    explained_on: date,
    until: date | None = None,
    seen: int | None = None,
) -> Handling:
    """In Henan the unit explains to the deputy and has up to six months; where the office's rule asks for approval the
    commission decides. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        clock = clocks.open_clock(act.thing, "reply")
        if clock is None:
            raise Refused("这个单位没有在走的答复期限，不用延期。")
        before = clock.due_on
        with as_refusal(), clocks.within_a_step():
            request = deadlines.ask_extension(clock, by=by, reason=act.reason, until=until)
        clock.refresh_from_db()
        Extension.objects.create(
            handling=act.thing,
            reason=act.reason,
            explained_on=explained_on,
            asked_by=by,
            before=before,
            until=clock.due_on if request.granted else until,
            granted=request.granted,
        )
        clocks.note(act, act.thing, "reply", before, clock.due_on)
        act.detail["granted"] = request.granted

    return perform(
        "ask_extension", handling, by=by, change=change, seen=seen, reason=reason, explained_on=explained_on
    )

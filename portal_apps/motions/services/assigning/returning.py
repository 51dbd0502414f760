"""What asking for a return does, in time or admitted late; and the request that waits."""

from foundation.attachments.models import StoredFile
from foundation.deadlines.services import ensure_in_time

from ... import clocks
from ...models import Handling, ReturnRequest
from ..acting import Act
from ..papers import keep_paper
from ..refusing import as_refusal


def ask(act: Act, suggested_unit: str, file: StoredFile | None, override: str = "") -> None:
    """Raises Refused when the last day is over and nobody overrides that."""
    clock = clocks.open_clock(act.thing, "return")
    if clock is not None:
        with as_refusal():
            ensure_in_time(clock, by=act.by, override=override)
    if file is not None:
        act.document = keep_paper(file, act)
    ReturnRequest.objects.create(
        handling=act.thing,
        unit=act.thing.unit,
        grounds=act.said["grounds"],
        suggested_unit=suggested_unit.strip(),
        asked_by=act.by,
        late_override=override,
    )
    act.detail["unit"] = act.thing.unit_id


def waiting(handling: Handling) -> ReturnRequest:
    """The state says that there is one."""
    return handling.returns.select_for_update().get(granted=None)

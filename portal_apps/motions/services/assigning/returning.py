"""What asking for a return does, in time or admitted late; and the request that waits."""

from django.core.files.base import File

from foundation.deadlines.services import ensure_in_time

from ... import clocks
from ...models import Attachment, Handling, ReturnRequest
from ..acting import Act
from ..files import keep_file
from ..refusing import as_refusal


def ask(act: Act, suggested_unit: str, file: File | None, override: str = "") -> None:
    """Raises Refused when the last day is over and nobody overrides that."""
    clock = clocks.open_clock(act.thing, "return")
    if clock is not None:
        with as_refusal():
            ensure_in_time(clock, by=act.by, override=override)
    if file is not None:
        act.document = keep_file(file, act.item, by=act.by, role=Attachment.Role.DOCUMENT, handling=act.thing)
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

"""The commission lets a unit return an item after the last day."""

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile

from ...models import Handling
from ..acting import Act, perform
from .returning import ask


def admit_late_return(
    handling: Handling,
    *,
    by: User,
    grounds: str,
    override: str,
    suggested_unit: str = "",
    file: StoredFile | None = None,
    seen: int | None = None,
) -> Handling:
    """`override` says why; it stays in the history, in the audit log and on the clock. Raises PermissionDenied,
    Refused."""

    def change(act: Act) -> None:
        ask(act, suggested_unit, file, override=override.strip())
        act.detail["override"] = override.strip()

    return perform(
        "admit_late_return", handling, by=by, change=change, seen=seen, grounds=grounds, override=override
    )

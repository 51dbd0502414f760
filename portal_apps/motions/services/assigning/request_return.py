"""The unit says it is not the one."""

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile

from ...models import Handling
from ..acting import Act, perform
from .returning import ask


def request_return(
    handling: Handling,
    *,
    by: User,
    grounds: str,
    suggested_unit: str = "",
    file: StoredFile | None = None,
    seen: int | None = None,
) -> Handling:
    """In writing, within ten working days (豫建议第十四条); on the eleventh the system refuses. Raises
    PermissionDenied, Refused."""

    def change(act: Act) -> None:
        ask(act, suggested_unit, file)

    return perform("request_return", handling, by=by, change=change, seen=seen, grounds=grounds)

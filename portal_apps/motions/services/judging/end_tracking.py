"""Every promise was kept or explained."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling
from ..acting import Act, perform


def end_tracking(handling: Handling, *, by: User, reason: str = "", seen: int | None = None) -> Handling:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        left = act.thing.commitments.open().standing().count()
        if left:
            raise Refused(f"还有 {left} 项承诺没有兑现或者说明。")

    return perform("end_tracking", handling, by=by, change=change, seen=seen, reason=reason)

"""The commission grants a return, or does not."""

from collections.abc import Callable

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling
from ..acting import Act, perform
from .returning import waiting


def grant_return(handling: Handling, *, by: User, decision: str, seen: int | None = None) -> Handling:
    """Another unit is then found within the same ten working days. Raises PermissionDenied, Refused."""
    return perform(
        "grant_return", handling, by=by, change=_decide(True, decision), seen=seen, decision=decision
    )


def refuse_return(handling: Handling, *, by: User, decision: str, seen: int | None = None) -> Handling:
    """The unit keeps it, and its time has gone on. Raises PermissionDenied, Refused."""
    return perform(
        "refuse_return", handling, by=by, change=_decide(False, decision), seen=seen, decision=decision
    )


def _decide(granted: bool, decision: str) -> Callable[[Act], None]:
    def change(act: Act) -> None:
        request = waiting(act.thing)
        if act.thing.office_id and request.passed_at is None:
            raise Refused(f"政府系统的退回先由{act.thing.office}转报。")
        request.granted, request.decision = granted, decision.strip()
        request.decided_by, request.decided_at = act.by, timezone.now()
        request.save()

    return change

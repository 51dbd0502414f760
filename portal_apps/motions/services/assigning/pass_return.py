"""The government's office sends a department's return up to the commission."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling
from ..acting import Act, perform
from .returning import waiting


def pass_return(handling: Handling, *, by: User, opinion: str, seen: int | None = None) -> Handling:
    """Returns go back the way they came. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if not act.thing.office_id:
            raise Refused("这一件没有经过政府办公厅，由代表工委直接决定。")
        request = waiting(act.thing)
        request.passed_at, request.passed_by = timezone.now(), by
        request.opinion = opinion.strip()
        request.save()

    return perform("pass_return", handling, by=by, change=change, seen=seen, opinion=opinion)

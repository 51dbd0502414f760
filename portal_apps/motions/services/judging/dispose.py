"""The unit acts on the assessment."""

from django.utils import timezone

from foundation.accounts.models import User

from ...models import Handling
from ..acting import Act, perform
from .ending import end_of


def dispose(handling: Handling, *, by: User, disposal: str, seen: int | None = None) -> Handling:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        assessment = act.thing.assessment
        assessment.disposal, assessment.disposed_at = disposal.strip(), timezone.now()
        assessment.save()
        act.to = end_of(act.thing)

    return perform("dispose", handling, by=by, change=change, seen=seen, disposal=disposal)

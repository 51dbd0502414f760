"""The unit acts on the assessment."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile

from ...models import Handling
from ..acting import Act, perform
from ..papers import keep_paper
from .ending import end_of


def dispose(
    handling: Handling, *, by: User, disposal: str, file: StoredFile | None = None, seen: int | None = None
) -> Handling:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        assessment = act.thing.assessment
        assessment.disposal, assessment.disposed_at = disposal.strip(), timezone.now()
        assessment.save()
        if file is not None:
            act.document = keep_paper(file, act)
        act.to = end_of(act.thing)

    return perform("dispose", handling, by=by, change=change, seen=seen, disposal=disposal)

"""Units and experts assessed what the deputy refused twice."""

from datetime import date

from django.core.files.base import File

from foundation.accounts.models import User

from ...models import Assessment, Attachment, Handling
from ..acting import Act, perform
from ..files import keep_file


def assess(
    handling: Handling,
    *,
    by: User,
    on: date,
    participants: str,
    opinion: str,
    file: File | None = None,
    seen: int | None = None,
) -> Handling:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        Assessment.objects.create(
            handling=act.thing, held_on=on, participants=participants.strip(), opinion=opinion.strip(), by=by
        )
        if file is not None:
            act.document = keep_file(file, act.item, by=by, role=Attachment.Role.DOCUMENT, handling=act.thing)

    return perform(
        "assess", handling, by=by, change=change, seen=seen, on=on, participants=participants, opinion=opinion
    )

"""Units and experts assessed what the deputy refused twice."""

from datetime import date

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile

from ...models import Assessment, Handling
from ..acting import Act, perform
from ..papers import keep_paper


def assess(
    handling: Handling,
    *,
    by: User,
    on: date,
    participants: str,
    opinion: str,
    file: StoredFile | None = None,
    seen: int | None = None,
) -> Handling:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        Assessment.objects.create(
            handling=act.thing, held_on=on, participants=participants.strip(), opinion=opinion.strip(), by=by
        )
        if file is not None:
            act.document = keep_paper(file, act)

    return perform(
        "assess", handling, by=by, change=change, seen=seen, on=on, participants=participants, opinion=opinion
    )

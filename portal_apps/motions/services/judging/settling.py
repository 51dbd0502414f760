"""What settles a promise, either way."""

from collections.abc import Callable, Sequence

from django.utils import timezone

from foundation.attachments.models import StoredFile
from foundation.rights.refusals import Refused

from ...models import Attachment, Reply
from ..acting import Act
from ..papers import keep_paper


def settle(outcome: str, files: Sequence[StoredFile]) -> Callable[[Act], None]:
    """With what was done or why not, and the papers and photos that show it."""

    def change(act: Act) -> None:
        if act.thing.reply.state != Reply.State.DELIVERED:
            raise Refused("答复还没有送达代表。")
        act.thing.outcome, act.thing.settled_at = outcome.strip(), timezone.now()
        kept = [keep_paper(file, act, Attachment.Role.EVIDENCE) for file in files]
        act.document = kept[0] if kept else None

    return change

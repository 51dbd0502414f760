"""What settles a promise, either way."""

from collections.abc import Callable, Sequence

from django.core.files.base import File
from django.utils import timezone

from foundation.rights.refusals import Refused

from ...models import Attachment, Reply
from ..acting import Act
from ..files import keep_file


def settle(outcome: str, files: Sequence[File]) -> Callable[[Act], None]:
    """With what was done or why not, and the papers and photos that show it."""

    def change(act: Act) -> None:
        if act.thing.reply.state != Reply.State.DELIVERED:
            raise Refused("答复还没有送达代表。")
        act.thing.outcome, act.thing.settled_at = outcome.strip(), timezone.now()
        kept = [
            keep_file(
                file,
                act.item,
                by=act.by,
                role=Attachment.Role.EVIDENCE,
                handling=act.handling,
                commitment=act.thing,
            )
            for file in files
        ]
        act.document = kept[0] if kept else None

    return change

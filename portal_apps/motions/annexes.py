"""Photos, papers and recordings that go with an item: kept by `foundation.attachments`, claimed by the item itself."""

from collections.abc import Sequence

from django.db.models import QuerySet

from foundation.attachments.models import StoredFile
from foundation.attachments.purposes import Purpose, register_purpose
from foundation.attachments.services import claim, discard
from foundation.audit.digests import object_key
from foundation.audit.services import record
from foundation.rights.may import may
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from .models import Item
from .reach import concerned, readable
from .table import FILE_FIELDS, STEPS

PURPOSE = "motions-annex"
DOCUMENT = "motions-document"  # what an act rests on
SHEET = "motions-sheet"  # what a deputy signed, on the way into a 代录
DOING = {right for step in STEPS if FILE_FIELDS & {*step.needs, *step.takes} for right in step.rights}


def _may_upload(user) -> bool:
    return may(user, "suggestions.write") or may(user, "motions.write")


def _may_read(user, stored: StoredFile) -> bool:
    """Whoever reads the item. What one reads only because the public does has no annexes."""
    item = readable(user).filter(pk=stored.claimed_by.rpartition(":")[2]).first()
    return item is not None and object_key(item) == stored.claimed_by and concerned(user, item)


def _may_read_paper(user, stored: StoredFile) -> bool:
    """Whoever reads the item in whose course it was handed in."""
    held = Item.objects.filter(attachments__stored=stored)
    return any(concerned(user, item) for item in readable(user).filter(pk__in=held.values("pk")))


def annexes_of(item: Item) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(claimed_by=object_key(item), purpose=PURPOSE)


def keep_annexes(item: Item, keys: Sequence[str], *, by) -> None:
    """The item has these and no others. Part of a save, which asked for permission and holds the item.

    Raises Refused for too many, and for files that are gone or another's.
    """
    most = number("motions.attachments_most")
    if len(set(keys)) > most:
        raise Refused(f"一件最多 {most} 个附件。")
    claim(keys, item, by=by, purpose=PURPOSE)
    for stored in annexes_of(item).filter(papers=None).exclude(key__in=keys):
        record(actor=by, verb="attachments.dropped", obj=stored)
        discard(stored)


def _may_act(user) -> bool:
    return any(may(user, right) for right in DOING)


def _may_enter(user) -> bool:
    return may(user, "deputies.enter_for")


def register() -> None:
    """Called once the apps are there."""
    kinds = ("picture", "paper", "sound")
    register_purpose(Purpose(DOCUMENT, "办理中的文件", kinds, _may_act, _may_read_paper))
    register_purpose(Purpose(SHEET, "签名件", ("picture", "paper"), _may_enter, lambda user, stored: False))
    register_purpose(Purpose(PURPOSE, "议案建议的附件", kinds, _may_upload, _may_read))

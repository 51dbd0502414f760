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

PURPOSE = "motions-annex"


def _may_upload(user) -> bool:
    return may(user, "suggestions.write") or may(user, "motions.write")


def _may_read(user, stored: StoredFile) -> bool:
    """Whoever reads the item. What one reads only because the public does has no annexes."""
    item = readable(user).filter(pk=stored.claimed_by.rpartition(":")[2]).first()
    return item is not None and object_key(item) == stored.claimed_by and concerned(user, item)


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
    for stored in annexes_of(item).exclude(key__in=keys):
        record(actor=by, verb="attachments.dropped", obj=stored)
        discard(stored)


def register() -> None:
    """Called once the apps are there."""
    register_purpose(
        Purpose(PURPOSE, "议案建议的附件", ("picture", "paper", "sound"), _may_upload, _may_read)
    )

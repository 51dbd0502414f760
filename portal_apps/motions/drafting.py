"""Saving a draft as it is typed: the same page sent twice is one draft, and two pages do not write over each other."""

from typing import Any
from uuid import UUID

from django.db import transaction

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Mandate

from .annexes import keep_annexes
from .forms.writing import said_of
from .models import Event, Item
from .services import edit, write
from .table.writing import OPEN

Files = list[str] | None


class WrittenElsewhere(Refused):
    """Another page saved other words since this one was opened; nothing was overwritten."""


def begun(uid: UUID, by: User) -> Item | None:
    """The draft a page has begun before: the answer was lost, or the button was pressed twice."""
    return Item.objects.of_sponsor(by).filter(uid=uid).first()


@transaction.atomic
def begin(
    mandate: Mandate, kind: str, uid: UUID, *, by: User, words: dict[str, Any], files: Files = None
) -> Item:
    """Raises PermissionDenied, Refused."""
    Mandate.objects.select_for_update().get(pk=mandate.pk)  # two clicks wait for each other
    found = begun(uid, by)
    if found is not None:
        return save(found, by=by, seen=found.version, words=words, files=files)
    item = write(mandate, kind, by=by, **words)
    item.uid = uid
    item.save(update_fields=["uid"])
    if files is not None:
        keep_annexes(item, files, by=by)
    return item


@transaction.atomic
def save(
    item: Item,
    *,
    by: User,
    seen: int,
    words: dict[str, Any],
    files: Files = None,
    same_page: bool = False,
) -> Item:
    """`seen` is the version the page knows; `same_page`: the last save came from it, only its answer was lost. `files`
    are the keys of all annexes, None where the page does not say.

    Raises PermissionDenied, Refused, WrittenElsewhere.
    """
    now = Item.objects.select_for_update().get(pk=item.pk)
    if now.state not in OPEN:
        raise Refused(f"现在是“{now.get_state_display()}”，不能再改。")
    if files is not None:
        keep_annexes(now, files, by=by)
    if _unchanged(now, words):
        return now
    later = Event.objects.filter(item=now, handling=None, verb="edit", version__gt=seen)
    if later.exists() and not same_page:
        raise WrittenElsewhere(
            "这一件在别的页面（或者别的设备）上改过。您这里写的还在下面，没有存，也没有盖掉那边的。"
        )
    return edit(now, by=by, seen=now.version, **words)


def _unchanged(item: Item, words: dict[str, Any]) -> bool:
    saved, typed = said_of(item), {"title": words["title"], **words["text"], **words["about"]}
    units = typed.pop("suggested_units", None)
    if units is not None and {one.pk for one in units} != {one.pk for one in saved["suggested_units"]}:
        return False
    return all(saved[name] == value for name, value in typed.items())

"""Saving a draft as it is typed: the same page sent twice is one draft, two pages do not write over each other, and words
that colleagues have signed are changed only when the lead says so."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from foundation.accounts.models import User
from foundation.rights.may import may, visible
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Mandate, Person

from .annexes import keep_annexes
from .forms.writing import said_of
from .models import PARTS, Item, Saved, Sponsor
from .services import edit, write
from .services.writing.saves import remember
from .table.writing import OPEN

Files = list[str] | None


class WrittenElsewhere(Refused):
    """Another page saved other words since this one was opened; nothing was overwritten."""


def writable(user: User):
    """Items whose writing page the person may open: the lead's own, and paper originals for those who type them."""
    lead = Sponsor.objects.filter(role=Sponsor.Role.LEAD)
    found = Q(pk__in=lead.filter(mandate__person__account=user).values("item"))
    if may(user, "deputies.enter_for"):
        theirs = visible(user, "deputies.enter_for", Person.objects.all()).values("pk")
        found |= Q(on_paper=True, pk__in=lead.filter(mandate__person__in=theirs).values("item"))
    return Item.objects.filter(found)


def begun(uid: UUID, by: User) -> Item | None:
    """The draft a page has begun before: the answer was lost, or the button was pressed twice."""
    return Item.objects.of_sponsor(by).filter(uid=uid).first()


def saves_of(item: Item) -> int:
    """How often it was saved: what a page tells as `seen`."""
    last = Saved.objects.filter(item=item).last()
    return last.number if last else 0


@transaction.atomic
def begin(
    mandate: Mandate,
    kind: str,
    uid: UUID,
    *,
    by: User,
    words: dict[str, Any],
    page: str = "",
    files: Files = None,
) -> Item:
    """Raises PermissionDenied, Refused."""
    Mandate.objects.select_for_update().get(pk=mandate.pk)  # two clicks wait for each other
    found = begun(uid, by)
    if found is not None:
        return save(found, by=by, seen=saves_of(found), words=words, page=page, files=files)
    item = write(mandate, kind, by=by, page=page, **words)
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
    page: str = "",
    files: Files = None,
    pressed: bool = False,
) -> Item:
    """`seen` is the number of saves the page knows. `files` are the keys of all annexes, None where the page does not say.

    Words that colleagues signed wait (`Saved.objects.waiting`) until the lead `pressed` for it; then they are asked
    again. Raises PermissionDenied, Refused, WrittenElsewhere.
    """
    now = Item.objects.select_for_update().get(pk=item.pk)
    if not writable(by).filter(pk=now.pk).exists():
        raise PermissionDenied("草稿只有领衔代表本人能写；纸质件由录入的工作人员写。")
    if now.state not in OPEN and _unchanged(now, words):
        return now  # the answer to this very button was lost, or it was pressed twice
    if now.state not in OPEN:
        raise Refused(f"现在是“{now.get_state_display()}”，不能再改。")
    typed = {"title": words["title"], **words["text"]}
    last = Saved.objects.filter(item=now).last()
    if last is not None and last.number > seen and last.page != page and last.words != typed:
        raise WrittenElsewhere(
            "这一件在别的页面（或者别的设备）上改过。您这里写的还在下面，没有存，也没有盖掉那边的。"
        )
    if files is not None:
        keep_annexes(now, files, by=by)
    if typed == words_of(now) or (is_signed(now) and not pressed):
        if last is None or last.words != typed:
            remember(now, by, typed, page=page, applied=typed == words_of(now))
        words = {"title": now.title, "text": {}, "about": words["about"]}
    if _unchanged(now, words):
        return now
    return edit(now, by=by, page=page, **words)


def restore(saved: Saved, *, by: User, page: str = "") -> Item:
    """Have an earlier wording back; it is one more save, so this can be undone too. Raises PermissionDenied, Refused."""
    words = {"title": saved.title, "text": {name: getattr(saved, name) for name in PARTS}, "about": {}}
    return save(saved.item, by=by, seen=saves_of(saved.item), words=words, page=page)


def drop_waiting(item: Item, *, by: User, page: str = "") -> Item:
    """Stay with the words that colleagues signed."""
    text = words_of(item)
    words = {"title": text.pop("title"), "text": text, "about": {}}
    return save(item, by=by, seen=saves_of(item), words=words, page=page)


def words_of(item: Item) -> dict[str, str]:
    """Of the text that counts."""
    text = item.text
    return {"title": item.title} | {name: getattr(text, name) if text else "" for name in PARTS}


def is_signed(item: Item) -> bool:
    """Whether a colleague has signed these words."""
    return item.sponsors.confirmed().filter(role=Sponsor.Role.CO).exists()


def _unchanged(item: Item, words: dict[str, Any]) -> bool:
    saved, typed = said_of(item), {"title": words["title"], **words["text"], **words["about"]}
    units = typed.pop("suggested_units", None)
    if units is not None and {one.pk for one in units} != {one.pk for one in saved["suggested_units"]}:
        return False
    return all(saved[name] == value for name, value in typed.items())

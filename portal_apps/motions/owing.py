"""Who owes whom what until when: the clocks that run on an item, its units and its promises."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.deadlines.models import Clock

from .clocks import BY_KEY
from .models import Commitment, Handling, Item

COMMISSION = "代表工委"
#: clock → (who owes, whom)
OWED: dict[str, tuple[Callable[[Any], str], str]] = {
    "assign": (lambda thing: COMMISSION, "代表"),
    "committee": (lambda thing: "专门委员会", "主席团"),
    "reassign": (lambda thing: COMMISSION, "代表"),
    "contact": (lambda thing: str(thing.unit), "代表"),
    "assist": (lambda thing: str(thing.unit), "主办单位"),
    "reply": (lambda thing: str(thing.unit), "代表"),
    "redo": (lambda thing: str(thing.unit), "代表"),
    "evaluate": (lambda thing: f"{thing.item.lead}代表", "承办单位"),
    "publish": (lambda thing: COMMISSION, "公众"),
    "promise": (lambda thing: str(thing.handling.unit), "代表"),
}


@dataclass(frozen=True)
class Owed:
    """One line: `who` owes `whom` `what`. `mine`: the reader is who."""

    who: str
    whom: str
    what: str
    due: date
    mine: bool
    paused: bool
    days: int
    soon: bool

    @property
    def left(self) -> int:
        return (self.due - localdate()).days

    @property
    def overdue(self) -> int:
        return max(0, -self.left)

    @property
    def tone(self) -> str:
        if self.paused:
            return "none"
        if self.left <= 1:
            return "late" if self.left < 0 else "red"
        return "amber" if self.soon else "ink"

    @property
    def used(self) -> int:
        return max(0, self.days - max(self.left, 0))


def owed_on(
    item: Item, handlings: Iterable[Handling], promises: Iterable[Commitment], reader: User
) -> list[Owed]:
    """The reader's own first, then the earliest last day. The time to return an item is a right and not in it."""
    by_key: dict[tuple[int, str], Any] = {}
    for thing in (item, *handlings, *promises):
        by_key[ContentType.objects.get_for_model(thing).pk, str(thing.pk)] = thing
    wanted = Q(pk__in=[])
    for kind, key in by_key:
        wanted |= Q(content_type=kind, object_id=key)
    found = []
    for clock in Clock.objects.open().filter(wanted):
        key = clock.kind.removeprefix("motions.")
        if key in OWED:
            found.append(_owed(clock, key, by_key[clock.content_type_id, clock.object_id], reader))
    return sorted(found, key=lambda one: (not one.mine, one.due))


def _owed(clock: Clock, key: str, thing: Any, reader: User) -> Owed:
    who, whom = OWED[key]
    watch = BY_KEY[key]
    return Owed(
        who=who(thing),
        whom=whom,
        what=f"{watch.label}：{thing.promise}" if isinstance(thing, Commitment) else watch.label,
        due=clock.due_on,
        mine=any(one.pk == reader.pk for one in watch.responsible(thing)),
        paused=clock.state == "paused",
        days=max(1, (clock.due_on - clock.started_on).days),
        soon=clock.amber_on <= localdate(),
    )

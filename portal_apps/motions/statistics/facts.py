"""Work out what the figures count, for some items at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate, now

from foundation.deadlines.models import Clock

from ..models import (
    Category,
    Commitment,
    Contact,
    Evaluation,
    Event,
    Extension,
    Fact,
    FactMark,
    Handling,
    Item,
    KeySupervision,
    Merge,
    Redo,
    Reply,
    ReturnRequest,
    Sponsor,
    Urging,
)
from ..states import PRIVATE
from ..years import year_of

CHUNK = 500
AT_ONCE = 2000  # items a page works out before it shows; a new installation is counted by the worker
LOOK_BACK = timedelta(minutes=2)  # an act numbered before another may be committed after it
NOBODYS = ("at_office", "returned")  # no unit has it yet
WORST = ("satisfied", "basically_satisfied", "dissatisfied")


@dataclass
class Part:
    """What one unit did about one item."""

    handling: Handling
    due_on: Any = None
    replies: list[Reply] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    grades: list[Evaluation] = field(default_factory=list)
    promises: list[Commitment] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)

    def facts(self, item: Item) -> dict[str, Any]:
        answered = localdate(self.replies[0].delivered_at) if self.replies else None
        last = max((one.round for one in self.grades if one.item_id == item.pk), default=0)
        final = next((one for one in self.grades if one.item_id == item.pk and one.round == last), None)
        own = self.promises if self.handling.item_id == item.pk else []
        forms = [Contact(form=form).in_person for form in self.contacts]
        return {
            "assigned_on": self.handling.first_assigned_on,
            "due_on": self.due_on,
            "answered_on": answered,
            "in_time": answered <= self.due_on if answered and self.due_on else None,
            "contacted": bool(forms),
            "in_person": any(forms),
            "letter": self.replies[-1].result_class if self.replies else "",
            "attitude": final.attitude if final else "",
            "result": final.result if final else "",
            "promises": len(own),
            "kept": sum(one.state == "fulfilled" for one in own),
            "explained": sum(one.state == "explained" for one in own),
            "promise_due_on": min((one.due_on for one in own if one.state == "open"), default=None),
            **dict.fromkeys(self.marks, True),
        }


@transaction.atomic
def work_out(pks: Iterable[int]) -> None:
    """Throw the rows of these items away and make them again."""
    wanted = sorted(set(pks))
    for start in range(0, len(wanted), CHUNK):
        _chunk(wanted[start : start + CHUNK])


def settle() -> bool:
    """Work out what changed since the last time. False when more is left than a page can wait for."""
    mark = FactMark.objects.first() or FactMark()
    since = Q(pk__gt=mark.event) | (Q(at__gt=mark.at - LOOK_BACK) if mark.at else Q())
    rows = Event.objects.filter(since).order_by("pk").values_list("pk", "item_id")
    changed: dict[int, None] = {}
    began, complete = now(), True
    for pk, item in rows.iterator():
        if item not in changed and len(changed) == AT_ONCE:
            complete = False
            break
        changed[item] = None
        mark.event = max(mark.event, pk)
    if changed:
        with transaction.atomic():
            work_out({*changed, *Merge.objects.filter(into__in=changed).values_list("item", flat=True)})
            mark.at = began
            mark.save()
    return complete


def work_out_all() -> None:
    """Everything anew: categories, calendars and clocks change without an act."""
    began, newest = now(), Event.objects.aggregate(last=Max("pk"))["last"] or 0
    work_out(Item.objects.values_list("pk", flat=True))
    Fact.objects.exclude(item__in=Item.objects.filter(submitted_at__isnull=False).values("pk")).delete()
    mark = FactMark.objects.first() or FactMark()
    mark.event, mark.at = newest, began
    mark.save()


def _chunk(pks: Sequence[int]) -> None:
    Fact.objects.filter(item__in=pks).delete()
    rows = Item.objects.filter(pk__in=pks, submitted_at__isnull=False).exclude(state__in=PRIVATE)
    items = list(rows.select_related("session").order_by("pk"))
    into = dict(Merge.objects.filter(item__in=pks).values_list("item", "into"))
    parts = _parts({*pks, *into.values()})
    whole = _about_items(items)
    made: list[Fact] = []
    for item in items:
        common = whole[item.pk]
        of_units = parts[into.get(item.pk, item.pk)]
        made.append(
            Fact(item=item, **common, **_together(item, [one for one in of_units if one.handling.answers]))
        )
        made += [
            Fact(item=item, unit_id=one.handling.unit_id, role=one.handling.role, **common, **one.facts(item))
            for one in of_units
            if one.handling.state not in NOBODYS
        ]
    Fact.objects.bulk_create(made, batch_size=CHUNK)


def _together(item: Item, parts: list[Part]) -> dict[str, Any]:
    """Of all units that owe a reply."""
    if not parts:
        return {}
    all_ = [part.facts(item) for part in parts]
    answered = [one["answered_on"] for one in all_]
    done = all(answered)
    dues = [one["due_on"] for one in all_ if one["due_on"] and not (one["answered_on"] and not done)]
    open_ = [one["promise_due_on"] for one in all_ if one["promise_due_on"]]
    said = {name: [one[name] for one in all_ if one[name]] for name in ("attitude", "result")}
    return {
        "assigned_on": min((one["assigned_on"] for one in all_ if one["assigned_on"]), default=None),
        "due_on": min(dues, default=None),
        "answered_on": max(answered) if done else None,
        "in_time": all(one["in_time"] is not False for one in all_) if done else None,
        "contacted": all(one["contacted"] for one in all_),
        "in_person": all(one["in_person"] for one in all_),
        "letter": max(one["letter"] for one in all_),
        **{name: max(grades, key=WORST.index, default="") for name, grades in said.items()},
        **{name: sum(one[name] for one in all_) for name in ("promises", "kept", "explained")},
        "promise_due_on": min(open_, default=None),
        **{mark: True for part in parts for mark in part.marks},
    }


def _parts(pks: set[int]) -> dict[int, list[Part]]:
    """The units of each item, with what they did."""
    found: dict[int, list[Part]] = defaultdict(list)
    handlings = (
        Handling.objects.filter(item__in=pks).exclude(state__in=("proposed", "cancelled")).order_by("pk")
    )
    parts = {one.pk: Part(one) for one in handlings}
    for part in parts.values():
        found[part.handling.item_id].append(part)
    of = {"handling__in": list(parts)}
    clocks = Clock.objects.filter(kind="motions.reply", object_id__in=[str(pk) for pk in parts])
    for clock in clocks.order_by("pk").only("object_id", "due_on"):
        parts[int(clock.object_id)].due_on = clock.due_on
    delivered = Reply.objects.filter(state=Reply.State.DELIVERED, **of)
    for reply in delivered.only("handling_id", "delivered_at", "result_class").order_by("round"):
        parts[reply.handling_id].replies.append(reply)
    for pk, form in Contact.objects.filter(**of).values_list("handling", "form"):
        parts[pk].contacts.append(form)
    for grade in Evaluation.objects.filter(commitment=None, **of).order_by("round"):
        parts[grade.handling_id].grades.append(grade)
    for promise in Commitment.objects.standing().filter(**of):
        parts[promise.handling_id].promises.append(promise)
    for mark, rows in _marks(of):
        for pk in rows:
            parts[pk].marks.add(mark)
    return found


def _marks(of: dict[str, Any]) -> Iterable[tuple[str, Iterable[int]]]:
    yield "extended", Extension.objects.filter(granted=True, **of).values_list("handling", flat=True)
    yield "redo", Redo.objects.filter(**of).values_list("handling", flat=True)
    yield (
        "assessed",
        Redo.objects.filter(handling__assessment__isnull=False, **of).values_list("handling", flat=True),
    )
    yield "urged", Urging.objects.filter(**of).values_list("handling", flat=True)
    returns = ReturnRequest.objects.filter(**of)
    yield "asked_back", returns.values_list("handling", flat=True)
    yield "given_back", returns.filter(granted=True).values_list("handling", flat=True)


def _about_items(items: list[Item]) -> dict[int, dict[str, Any]]:
    pks = [item.pk for item in items]
    top = _tops()
    leads = dict(Sponsor.objects.filter(item__in=pks, role=Sponsor.Role.LEAD).values_list("item", "mandate"))
    key = set(KeySupervision.objects.filter(item__in=pks, chosen=True).values_list("item", flat=True))
    converted = set(
        Item.objects.filter(pk__in=pks, converted_from__isnull=False).values_list("pk", flat=True)
    )
    return {
        item.pk: {
            "year": year_of(item),
            "kind": item.kind,
            "state": item.state,
            "session_id": item.session_id,
            "in_session": item.in_session,
            "delegation_id": item.delegation_id,
            "lead_id": leads.get(item.pk),
            "category_id": top.get(item.category_id),
            "numbered": item.number is not None,
            "key": item.pk in key,
            "repeated": item.repeated,
            "converted": item.pk in converted,
        }
        for item in items
    }  # fmt: skip


def _tops() -> dict[int | None, int]:
    """The category at the top of each."""
    above = dict(Category.objects.values_list("pk", "parent"))

    def top(pk: int) -> int:
        seen: set[int] = set()
        while (higher := above[pk]) is not None and pk not in seen:
            seen.add(pk)
            pk = higher
        return pk

    return {pk: top(pk) for pk in above}

"""What waits for a person, for the queue of the first page: cases whose next step is theirs, the earliest last day first."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from foundation.deadlines.models import Clock
from foundation.rights.may import may, visible
from foundation.waiting import Waiting

from .models import Commitment, Evaluation, Handling, Item, Sponsor
from .states import HandlingState as H
from .states import ItemState as S
from .table import BY_KEY

MOST = 50
#: verb → states in which it is somebody's turn, for items
ITEMS = {
    "pass_check": (S.DELEGATION_CHECK,),
    "accept": (S.SECRETARIAT_REVIEW, S.COMMISSION_REVIEW),
    "propose_units": (S.ACCEPTED, S.CLASSIFIED),
    "assign": (S.PROPOSED,),
    "register": (S.SUBMITTED,),
    "refer": (S.REGISTERED,),
    "give_opinion": (S.UNDER_REVIEW,),
}
#: and for the parts of units
HANDLINGS = {
    "dispatch": (H.AT_OFFICE,),
    "grant_return": (H.RETURN_REQUESTED,),
    "reassign": (H.RETURNED,),
    "sign_for": (H.ASSIGNED,),
    "contact": (H.ACCEPTED,),
    "draft_reply": (H.HANDLING, H.REDO),
    "sign_reply": (H.DRAFTED,),
    "deliver_reply": (H.SIGNED,),
    "assess": (H.ASSESSMENT,),
    "dispose": (H.DISPOSING,),
}


def waiting(user) -> list[Waiting]:
    """Of all that a person may do, what the case waits for. Not what may be done any time (urging, comments)."""
    found = [*_as_sponsor(user), *_items(user), *_handlings(user), *_promises(user)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def _as_sponsor(user) -> Iterator[Waiting]:
    if not may(user, "suggestions.cosign"):
        return
    mine = Sponsor.objects.filter(mandate__person__account=user)
    asked = mine.filter(state=Sponsor.State.INVITED, role=Sponsor.Role.CO, item__state=S.COSIGNING)
    for one in asked.select_related("item")[:MOST]:
        yield _one(one.item, "cosign", text=f"{one.item.lead}代表请您联名")
    lead = mine.filter(role=Sponsor.Role.LEAD).values("item")
    for item in Item.objects.filter(pk__in=lead, state=S.RETURNED)[:MOST]:
        yield Waiting(
            item.title, reverse("motions:write", args=[item.pk]), "退回修改", "改好以后再提出", act="去修改"
        )
    yield from _to_judge(lead)


def _to_judge(lead) -> Iterator[Waiting]:
    """Replies without a word of the lead yet, of merged items too."""
    mine = Item.objects.filter(pk__in=lead)
    rows = Handling.objects.filter(
        Q(item__in=mine) | Q(item__merges__item__in=mine), state=H.REPLIED
    ).distinct()
    rows = rows.select_related("item", "unit")[:MOST]
    dues = _dues(rows, "evaluate")
    for one in rows:
        for item in mine.filter(Q(pk=one.item_id) | Q(merge__into=one.item_id)):
            if not one.evaluations.filter(item=item, round=one.round, commitment=None).exists():
                yield _one(item, "evaluate", text=f"{one.unit}已经答复", due=dues.get(str(one.pk)))
    judged = Evaluation.objects.filter(commitment=OuterRef("pk"))
    kept = Commitment.objects.filter(~Exists(judged), handling__item__in=mine).exclude(state="open")
    for promise in kept.select_related("handling__item", "handling__unit")[:MOST]:
        yield _one(promise.handling.item, "evaluate_promise", text=promise.promise)


def _items(user) -> Iterator[Waiting]:
    for key, states in ITEMS.items():
        step = BY_KEY[key]
        for kind in step.kinds:
            right = step.right_for(kind)
            if may(user, right):
                rows = visible(user, right, Item.objects.filter(state__in=states, kind=kind)).order_by(
                    "submitted_at"
                )
                if key == "give_opinion":
                    rows = rows.filter(course__opined_at=None)
                rows = rows[:MOST]
                dues = _dues(rows, "assign")
                for item in rows:
                    yield _one(item, key, text=item.get_state_display(), due=dues.get(str(item.pk)))


def _handlings(user) -> Iterator[Waiting]:
    for key, states in HANDLINGS.items():
        right = BY_KEY[key].right_for("suggestion")
        if not may(user, right):
            continue
        rows = visible(user, right, Handling.objects.filter(state__in=states))
        rows = rows.select_related("item", "unit").order_by("assigned_on", "pk")[:MOST]
        dues = _dues(rows, "")
        for one in rows:
            yield _one(one.item, key, text=str(one.unit), due=dues.get(str(one.pk)))


def _promises(user) -> Iterator[Waiting]:
    """Those that are due soon or over: a promise for next year waits for nobody today."""
    if not may(user, "suggestions.handle"):
        return
    rows = visible(user, "suggestions.handle", Commitment.objects.open().standing())
    rows = rows.select_related("handling__item").order_by("due_on")[:MOST]
    for one in rows:
        yield _one(one.handling.item, "fulfil", text=one.promise, due=one.due_on)


def _dues(rows: Iterable[Any], key: str) -> dict[str, date]:
    """The earliest last day of each, by its key; of one clock, or of any."""
    things = list(rows)
    if not things:
        return {}
    kind = ContentType.objects.get_for_model(things[0])
    found = Clock.objects.open().filter(content_type=kind, object_id__in=[str(one.pk) for one in things])
    if key:
        found = found.filter(kind=f"motions.{key}")
    made: dict[str, date] = {}
    for clock in found.exclude(kind__in=("motions.return", "motions.publish")).order_by("-due_on"):
        made[clock.object_id] = clock.due_on
    return made


def _one(item: Item, key: str, *, text: str = "", due: date | None = None) -> Waiting:
    """It leads to the case, where one reads before one acts."""
    step = BY_KEY[key]
    number = f"{item.number} " if item.number else ""
    return Waiting(
        item.title, reverse("motions:case", args=[item.pk]), f"{number}{step.name}", text, due, "去看"
    )

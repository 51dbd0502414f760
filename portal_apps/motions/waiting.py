"""What waits for a person, for the queue of the first page: the queues, as far as it is the person's turn."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from foundation.waiting import Waiting

from .models import Commitment, Handling, Item
from .offers import ON_THE_PAGE
from .queues import Queue, queues_for
from .queues.rows import led_by
from .table import Step

MOST = 50
RELATED = {Handling: ("item", "unit"), Commitment: ("handling__item", "handling__unit")}


def waiting(user) -> list[Waiting]:
    """Each once, the earliest last day first. What may be done any time (urging, comments) is in no queue."""
    found = [one for queue in queues_for(user) if queue.turns for one in _of(queue, user)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def _of(queue: Queue, user) -> Iterator[Waiting]:
    rows = queue.waiting_for(user)
    if rows.model in RELATED:
        rows = rows.select_related(*RELATED[rows.model])
    for thing in rows[:MOST]:
        step = queue.step(thing)
        if step is not None:
            yield from _lines(queue, step, thing, user)


def item_of(thing: Any) -> Item:
    if isinstance(thing, Commitment):
        return thing.handling.item
    return thing.item if isinstance(thing, Handling) else thing


def says(step: Step, thing: Any) -> str:
    """Beside the title: who, or where it stands."""
    if step.key == "cosign":
        return f"{thing.lead}代表请您联名"
    if step.key == "edit":
        return "改好以后再提出"
    if step.key == "evaluate":
        return f"{thing.unit}已经答复"
    if isinstance(thing, Handling):
        return str(thing.unit)
    return thing.promise if isinstance(thing, Commitment) else thing.get_state_display()


def _lines(queue: Queue, step: Step, thing: Any, user) -> Iterator[Waiting]:
    """It leads to the case, where one reads before one acts. A reply may answer several items of one person."""
    answered = [item_of(thing)]
    if queue.key == "evaluate":
        answered = list(own_of(thing, user))
    for item in answered:
        number = f"{item.number} " if item.number else ""
        writes = step.key in ON_THE_PAGE
        yield Waiting(
            item.title,
            reverse("motions:write" if writes else "motions:case", args=[item.pk]),
            "退回修改" if writes else f"{number}{step.name}",
            says(step, thing),
            thing.due_day,
            "去修改" if writes else "去看",
        )


def own_of(handling: Handling, user) -> QuerySet[Item]:
    """The person's own items that this reply answers and that wait for their word."""
    said = handling.evaluations.filter(round=handling.round, commitment=None).values("item")
    answered = Q(pk=handling.item_id) | Q(merge__into=handling.item_id)
    return Item.objects.filter(answered, pk__in=led_by(user)).exclude(pk__in=said)

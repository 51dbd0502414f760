"""A named list of things to do: whose, sorted by which clock, and whose turn it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from foundation.deadlines.models import Clock
from foundation.rights.may import may

from ..clocks import BY_KEY as WATCHES
from ..table import BY_KEY as STEPS
from ..table import Step


@dataclass(frozen=True)
class Queue:
    """`rows(user)` are those the person may do `verb` to; `clock` is the one they are sorted by, '' for none. `turns`:
    the step that waits for the person, by the state of the row, or one for all; a row without one waits for others.
    `bulk`: what may be done to many rows at once."""

    key: str
    name: str
    verb: str
    rows: Callable[[Any], QuerySet]
    clock: str = ""
    turns: Mapping[str, str] | str = field(default_factory=dict)
    bulk: tuple[str, ...] = ()

    def open_to(self, user) -> QuerySet:
        """In no order; none for who may not do it."""
        return self.rows(user) if may(user, self.verb) else self.rows(user).none()

    def for_user(self, user) -> QuerySet:
        """With `due_day` and `lamp` (red, amber, green, or '' without a clock), the most urgent first."""
        return by_urgency(self.open_to(user), self.clock)

    def waiting_for(self, user) -> QuerySet:
        """Of these, what cannot go on without the person."""
        rows = self.for_user(user)
        return rows if isinstance(self.turns, str) else rows.filter(state__in=list(self.turns))

    def step(self, thing: Any) -> Step | None:
        """What the person does to it next."""
        key = self.turns if isinstance(self.turns, str) else self.turns.get(thing.state, "")
        return STEPS.get(key)


def by_urgency(rows: QuerySet, clock: str) -> QuerySet:
    """Annotate last day and lamp from the open clock of this kind, and sort by them."""
    today, running = localdate(), _clock_of(rows.model, clock).values
    lamp = Case(
        When(due_day__lt=today, then=Value("red")),
        When(amber_day__lte=today, then=Value("amber")),
        When(due_day__isnull=False, then=Value("green")),
        default=Value(""),
        output_field=CharField(),
    )
    found = in_order(rows, clock).annotate(amber_day=Subquery(running("amber_on")[:1]))
    return found.annotate(lamp=lamp)


def in_order(rows: QuerySet, clock: str) -> QuerySet:
    """The earliest last day first, what has none after it."""
    running = _clock_of(rows.model, clock).values("due_on")[:1]
    return rows.annotate(due_day=Subquery(running)).order_by(F("due_day").asc(nulls_last=True), "pk")


def lit(model: type[Model], lamp: str, *clocks: str) -> QuerySet:
    """Keys of the things on which a clock of these kinds shows this lamp (red, amber)."""
    burning = Clock.objects.overdue() if lamp == "red" else Clock.objects.amber()
    return targets(burning.filter(kind__in=[WATCHES[one].kind for one in clocks]), model)


def targets(clocks: QuerySet[Clock], model: type[Model]) -> QuerySet:
    of = clocks.filter(content_type=ContentType.objects.get_for_model(model))
    return of.annotate(thing=Cast("object_id", BigIntegerField())).values("thing")


def _clock_of(model: type[Model], key: str) -> QuerySet[Clock]:
    kind = WATCHES[key].kind if key else ""
    model_type = ContentType.objects.get_for_model(model)
    return Clock.objects.running().filter(
        kind=kind, content_type=model_type, object_id=Cast(OuterRef("pk"), CharField())
    )


def queues_for(user) -> list[Queue]:
    """Those that are this person's business."""
    from .every import QUEUES

    return [queue for queue in QUEUES if may(user, queue.verb)]

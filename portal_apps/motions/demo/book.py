"""Rows of cases written in memory by the table of acts, then into the database at once.

The verbs themselves take a hundredth of a second each, a year of them minutes. Here the same table says where an act leads
and what it does to the clocks; what a verb asks of people (permission, a file, a message) is left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.timezone import localdate

from foundation.deadlines.kinds import kinds
from foundation.deadlines.models import STANDING, Clock, ClockEvent, ExtensionRequest
from foundation.deadlines.settle import settle, switches
from foundation.rulebook.reading import rule_in_force

from .. import models as ours
from ..clocks import BY_KEY as WATCHES
from ..clocks import Watch
from ..models import Commitment, Event, Handling, Item
from ..table import BY_KEY, NEW, PROMISE
from .numbers import Numbers

Row = TypeVar("Row", bound=models.Model)
FIRST: tuple[Any, ...] = (
    Item,
    ours.Text,
    ours.Sponsor,
    Handling,
    ours.Reply,
    Commitment,
)  # what others point at
LAST: tuple[Any, ...] = (Clock, ClockEvent, ExtensionRequest, Event)
BATCH = 500


class Book:
    def __init__(self) -> None:
        self.numbers = Numbers()
        self.letters = dict(ours.ResultClass.objects.values_list("situation", "letter"))
        self.rows: dict[type[models.Model], list[Any]] = defaultdict(list)
        self.running: dict[tuple[int, str], Clock] = {}  # (id of the thing, key of the watch)
        self.promised: dict[int, list[Commitment]] = defaultdict(list)  # id of the handling
        self.joins: list[tuple[Any, str, list[Any]]] = []
        self.standing: dict[int, list[tuple[str, Any, Any, Any]]] = {}  # id of the event → dues
        self.targets: dict[int, Any] = {}  # id of the clock → thing

    def add(self, row: Row, **joined: list[Any]) -> Row:
        """`joined` are relations to many, written at the end."""
        self.rows[type(row)].append(row)
        self.joins += [(row, name, things) for name, things in joined.items()]
        if isinstance(row, Commitment):
            self.promised[id(row.handling)].append(row)
        return row

    def act(
        self, key: str, thing: Any, at: datetime, by: Any, *, to: str = "", me: Any = None, **said
    ) -> Event:
        """One step of the table: state, version, clocks, history. `said` are columns of `Event`."""
        step = BY_KEY[key]
        before = NEW if NEW in step.sources else str(thing.state)
        ends = step.ends(before)
        to = to or ends[0]
        if before not in step.sources or to not in ends:
            raise ValueError(f"{key} does not lead from {before!r} to {to!r}")
        thing.state, thing.version = to, thing.version + 1
        handling = (
            thing.handling
            if isinstance(thing, Commitment)
            else thing
            if isinstance(thing, Handling)
            else None
        )
        event = Event(
            item=handling.item if handling else thing, handling=handling,
            commitment=thing if isinstance(thing, Commitment) else None,
            verb=key, from_state=before, to_state=to, version=thing.version, by=by, at=at,
            on_behalf=me if me not in (None, by) else None, **said,
        )  # fmt: skip
        self.standing[id(event)] = []
        self._move(event, thing, to)
        return self.add(event)

    def _move(self, event: Event, thing: Any, to: str) -> None:
        hands: dict[str, Callable[..., None]] = {
            "start": self._start,
            "stop": self._stop,
            "restart": self._restart,
        }
        for effect in BY_KEY[event.verb].clocks:
            if effect.act in hands and (not effect.to or to in effect.to):
                watch = WATCHES[effect.key]
                several = watch.subject == PROMISE and isinstance(thing, Handling)
                for one in [c for c in self.promised[id(thing)] if c.state == "open"] if several else [thing]:
                    if watch.applies(one):
                        hands[effect.act](event, one, watch)

    def _start(self, event: Event, thing: Any, watch: Watch) -> None:
        if (id(thing), watch.key) in self.running:
            return
        day = localdate(event.at)
        clock = self.add(
            Clock(
                kind=watch.kind, content_type=ContentType.objects.get_for_model(thing), state=Clock.State.RUNNING,
                started_on=day, first_started_on=day, rule=rule_in_force(watch.rule, day), basis=switches(day),
                anchor_on=thing.due_on if isinstance(thing, Commitment) else None,
            )
        )  # fmt: skip
        settle(clock)
        self.running[id(thing), watch.key], self.targets[id(clock)] = clock, thing
        self._tick(event, clock, ClockEvent.Verb.STARTED, thing, watch, None)

    def _stop(self, event: Event, thing: Any, watch: Watch) -> None:
        clock = self.running.pop((id(thing), watch.key), None)
        if clock:
            clock.state, clock.stopped_on = Clock.State.STOPPED, localdate(event.at)
            self._tick(
                event, clock, ClockEvent.Verb.STOPPED, thing, watch, clock.due_on, BY_KEY[event.verb].name
            )

    def _restart(self, event: Event, thing: Any, watch: Watch) -> None:
        clock = self.running[id(thing), watch.key]
        before, clock.term, clock.started_on = clock.due_on, clock.term + 1, localdate(event.at)
        clock.rule, clock.basis = rule_in_force(watch.rule, clock.started_on), switches(clock.started_on)
        settle(clock)
        self._tick(event, clock, ClockEvent.Verb.RESTARTED, thing, watch, before, BY_KEY[event.verb].name)

    def extend(self, event: Event, thing: Handling, reason: str) -> tuple[date, date]:
        """The reply clock as far as its rule reaches; the last day before and after."""
        watch, clock = WATCHES["reply"], self.running[id(thing), "reply"]
        before, clock.term = clock.due_on, clock.term + 1
        clock.rule = rule_in_force(watch.extension_rule, clock.started_on)
        settle(clock)
        asked = {"asked_by": event.by, "asked_at": event.at, "decided_by": event.by, "decided_at": event.at}
        self.add(
            ExtensionRequest(
                clock=clock, rule=clock.rule, reason=reason, granted=True, ground=reason, **asked
            )
        )
        self._tick(event, clock, ClockEvent.Verb.EXTENDED, thing, watch, before, reason)
        return before, clock.due_on

    def due(self, thing: Any, key: str) -> date:
        return self.running[id(thing), key].due_on

    def _tick(
        self, event: Event, clock: Clock, verb: str, thing: Any, watch: Watch, before, reason: str = ""
    ) -> None:
        clock.events_count += 1
        stands = {name: getattr(clock, name) for name in STANDING}
        self.add(
            ClockEvent(
                clock=clock, sequence=clock.events_count, verb=verb, on=localdate(event.at), at=event.at,
                by=event.by, reason=reason, **stands,
            )
        )  # fmt: skip
        after = None if verb == ClockEvent.Verb.STOPPED else clock.due_on
        self.standing[id(event)].append((watch.key, thing, before, after))

    def write(self) -> None:
        """Into the database; the days are those of the rows, not today."""
        middle: list[Any] = [model for model in self.rows if model not in FIRST + LAST]
        self._straighten()
        with as_dated(self.rows):
            for model in (*FIRST, *middle):
                model._base_manager.bulk_create(self.rows[model], batch_size=BATCH)
            self._name_targets()
            for model in LAST:
                model._base_manager.bulk_create(self.rows[model], batch_size=BATCH)
            self._join()
        self.numbers.keep()

    def _straighten(self) -> None:
        """A history is read in the order of its rows: what happened beside something else takes its place in time."""
        self.rows[Event].sort(key=lambda event: event.at)
        now: dict[int, tuple[int, str]] = {}  # id of the thing → version, state
        for event in self.rows[Event]:
            thing = event.commitment or event.handling or event.item
            version, state = now.get(id(thing), (0, event.from_state))
            if event.from_state == event.to_state:
                event.from_state = event.to_state = state
            if event.from_state != state or (state != NEW and state not in event.step.sources):
                raise ValueError(f"{event.verb} of {thing} at {event.at} does not follow on {state!r}")
            event.version = version + 1
            now[id(thing)] = event.version, event.to_state

    def _name_targets(self) -> None:
        """What has a number only once it is written."""
        for clock in self.rows[Clock]:
            thing = self.targets[id(clock)]
            clock.object_id, clock.title = str(thing.pk), kinds[clock.kind].title(thing)[:200]
        for event in self.rows[Event]:
            event.dues = [
                {
                    "clock": key, "of": f"{thing._meta.model_name}:{thing.pk}",
                    "before": before and before.isoformat(), "after": after and after.isoformat(),
                }
                for key, thing, before, after in self.standing[id(event)]
            ]  # fmt: skip
            event.detail = {
                name: getattr(value, "pk", value) if isinstance(value, models.Model) else value
                for name, value in event.detail.items()
            }

    def _join(self) -> None:
        made: dict[Any, list[Any]] = defaultdict(list)
        for row, name, things in self.joins:
            field = type(row)._meta.get_field(name)
            here, there = field.m2m_column_name(), field.m2m_reverse_name()
            through = getattr(type(row), name).through
            made[through] += [through(**{here: row.pk, there: one.pk}) for one in things]
        for through, rows in made.items():
            through.objects.bulk_create(rows, batch_size=BATCH)


@contextmanager
def as_dated(written: Any) -> Iterator[None]:
    """Columns that say when a row was made keep what they are given."""
    stamped = [
        (field, name)
        for model in written
        for field in model._meta.local_fields
        for name in ("auto_now", "auto_now_add")
        if getattr(field, name, False)
    ]
    for field, name in stamped:
        setattr(field, name, False)
    try:
        yield
    finally:
        for field, name in stamped:
            setattr(field, name, True)

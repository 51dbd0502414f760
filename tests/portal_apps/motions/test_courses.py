"""Random courses: whatever verbs come in whatever order, nothing leaves the table and the history stays whole."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from foundation.audit.models import AuditRecord
from foundation.deadlines.models import Clock
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.models import Commitment, Evaluation, Event, Handling, Item, NumberCounter, Redo
from portal_apps.motions.services.repeating import events_of
from portal_apps.motions.states import STATES_OF
from portal_apps.motions.table import BY_KEY, HANDLING, ITEM, STEPS, possible

from .acts import ACTS, NothingToName
from .house import House

SUBJECTS = {ITEM: Item, HANDLING: Handling, "commitment": Commitment}
TRIED = [step for step in STEPS if step.key in ACTS and step.key != "write"]
BACK = (
    "withdraw",
    "return_check",
    "return_for_revision",
    "treat_as_letter",
    "merge",
    "request_return",
    "send_back_reply",
    "classify",
    "reassign",
)
BEGINNINGS = (
    lambda house: house.cosigned(2),
    lambda house: house.assigned(do.Place(house.court), do.Place(house.transport, "assist")),
    lambda house: house.promised(house.contacted()),
    lambda house: house.checked_motion(),
)
SAID = st.sampled_from(["satisfied", "basically_satisfied", "dissatisfied"])


def traces() -> int:
    return AuditRecord.objects.filter(verb__startswith="motions.").count()


class Course(RuleBasedStateMachine):
    """A suggestion that two sponsors carry, and whatever grows from it."""

    house: House

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[int, str] = {}
        self.untold = traces() - Event.objects.count()

    @initialize(begin=st.sampled_from(BEGINNINGS))
    def begin(self, begin):
        self.house.rise()
        begin(self.house)

    @rule(step=st.sampled_from(TRIED), which=st.integers(0, 9))
    def anything(self, step, which):
        things = list(SUBJECTS[step.subject].objects.order_by("pk"))
        if things:
            self.attempt(step, things[which % len(things)])

    @rule(picks=st.lists(st.integers(0, 99), min_size=3, max_size=3))
    def something_possible(self, picks):
        """Three steps on, so that courses get far."""
        for pick in picks:
            things = [thing for model in SUBJECTS.values() for thing in model.objects.order_by("-pk")]
            ways = [(thing, step) for thing in things for step in self.ways(thing)]
            if ways:
                thing, step = ways[pick % len(ways)]
                self.attempt(step, thing)

    def ways(self, thing):
        """The steps that lead on; staying and giving back is tried by `anything`."""
        kind = thing.kind if isinstance(thing, Item) else "suggestion"
        subject = next(name for name, model in SUBJECTS.items() if isinstance(thing, model))
        steps = possible(subject, kind, thing.state)
        return [
            one
            for one in steps
            if one.key in ACTS and one.key not in BACK and {*one.ends(thing.state)} - {thing.state}
        ]

    @rule(grade=SAID, reasons=st.sampled_from(["", "没有时间表"]))
    def the_deputy_speaks(self, grade, reasons):
        handling = Handling.objects.filter(state="replied").first()
        if handling is not None:
            said = {"attitude": grade, "grade": "satisfied", "reasons": reasons}
            self.attempt(
                BY_KEY["evaluate"], handling, lambda house, thing, by: do.evaluate(thing, by=by, **said)
            )

    def attempt(self, step, thing, call=None):
        call = call or ACTS[step.key].do
        name = sorted(ACTS[step.key].who)[0]
        by = {"lead": self.house.lead, "co": self.house.deputies(2)[1].person.account}.get(name)
        by = by or self.who(name, thing)
        before, count = thing.state, Event.objects.count()
        try:
            after = call(self.house, thing, by)
        except (Refused, PermissionDenied, NothingToName):
            assert Event.objects.count() == count
            thing.refresh_from_db()
            assert thing.state == before
            return
        assert before in step.sources
        assert after.state in step.ends(before)
        own = Event.objects.order_by("-pk")[: Event.objects.count() - count]
        assert [event.verb for event in own if event.verb == step.key] == [step.key]

    def who(self, name, thing):
        """Of the unit that holds the thing now."""
        handling = getattr(thing, "handling", thing)
        if name in ("unit_handler", "unit_head") and isinstance(handling, Handling):
            return self.house.at(handling.unit, name)
        return self.house.person(name)

    @invariant()
    def every_act_has_one_event_and_one_trace(self):
        assert traces() - Event.objects.count() == self.untold

    @invariant()
    def what_is_stored_agrees_with_its_history(self):
        for model in SUBJECTS.values():
            for thing in model.objects.all():
                events = list(events_of(thing).order_by("version"))
                assert [event.version for event in events] == list(range(1, thing.version + 1))
                if events:
                    assert events[-1].to_state == thing.state
                for earlier, later in pairwise(events):
                    assert later.from_state == earlier.to_state

    @invariant()
    def a_number_stays_and_is_nobody_elses(self):
        given = dict(Item.objects.exclude(number=None).values_list("pk", "number"))
        assert self.numbers.items() <= given.items()
        self.numbers = given
        counted = sum(NumberCounter.objects.values_list("last", flat=True))
        assert len(given) == counted

    @invariant()
    def there_is_one_redo_at_most_and_no_silent_dissatisfaction(self):
        for handling in Handling.objects.all():
            assert Redo.objects.filter(handling=handling).count() <= 1
            assert handling.replies.filter(state="delivered").count() <= 2
        assert not [one for one in Evaluation.objects.all() if one.dissatisfied and not one.reasons]

    @invariant()
    def the_days_in_the_history_are_those_of_the_clocks(self):
        said: dict[tuple[str, str], str | None] = {}
        for event in Event.objects.order_by("pk"):
            said |= {(due["clock"], due["of"]): due["after"] for due in event.dues}
        running = {
            (clock.kind.removeprefix("motions."), f"{clock.content_type.model}:{clock.object_id}"): str(
                clock.due_on
            )
            for clock in Clock.objects.open().filter(kind__startswith="motions.")
        }
        assert {key: day for key, day in said.items() if day} == running

    @invariant()
    def nothing_runs_for_what_is_over(self):
        over = Handling.objects.filter(state="cancelled").values_list("pk", flat=True)
        keys = [str(pk) for pk in over]
        assert not Clock.objects.open().filter(content_type__model="handling", object_id__in=keys).exists()
        for kind, states in STATES_OF.items():
            assert not Item.objects.filter(kind=kind).exclude(state__in=states).exists()


@pytest.mark.django_db
def test_random_courses_stay_within_the_table(house):
    Course.house = house
    run_state_machine_as_test(
        Course, settings=settings(max_examples=8, stateful_step_count=20, deadline=None)
    )

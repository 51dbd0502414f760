"""The table of states as law and documentation want it, and random lives that never leave it."""

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from foundation.rights.refusals import Refused
from foundation.rights.table import BY_VERB as RIGHTS
from portal_apps.deputies import grounds
from portal_apps.deputies.models import Absence, MandateChange
from portal_apps.deputies.services import Move, change_mandate
from portal_apps.deputies.states import BACK, BY_VERB, NEW, SAME, STEPS, State, as_markdown, possible

from .papers import paper

DOCS = Path(__file__).parents[3] / "docs" / "mandates.md"


def test_the_documentation_shows_this_very_table():
    assert as_markdown() in DOCS.read_text(encoding="utf-8")


def test_a_mandate_ends_on_the_eight_grounds_of_the_law_and_on_no_other():
    articles = [ground.law for ground in grounds.ENDED]
    assert len(articles) == 8
    for number, article in zip("一二三四五六七八", articles, strict=True):
        assert f"《代表法》第六十二条第（{number}）项" in article


def test_every_step_names_a_right_of_the_table_a_ground_with_its_law_and_the_day_of_decision():
    for step in STEPS:
        assert step.right in RIGHTS
        assert step.grounds
        assert "decided_on" in step.needs
        assert all(ground.law and ground.decided_by for ground in step.grounds)


def test_every_state_is_reached_and_only_the_end_has_no_way_on_but_back():
    reached = {step.to for step in STEPS} - {SAME, BACK}
    assert reached == set(State.values)
    assert {step.verb for step in possible(State.TERMINATED, False)} == {"annul", "correct"}


class Life(RuleBasedStateMachine):
    """Any step at any time with any ground: it goes where the table says, or is refused and nothing changes."""

    scene: tuple

    def __init__(self):
        super().__init__()
        city, self.staff = self.scene
        self.city = city
        self.held = city.deputy(state=State.ELECTED, starts_on=None)
        self.past: list[str] = []  # states before each change of state that still holds
        self.report = ""
        for session in city.sessions[:2]:
            Absence.objects.create(mandate=self.held, session=session, ground="表")

    @rule(
        verb=st.sampled_from(
            [step.verb for step in STEPS if NEW not in step.sources and step.verb != "correct"]
        ),
        ground=st.sampled_from([ground.key for ground in grounds.GROUNDS]),
    )
    def anything(self, verb, ground):
        self.attempt(verb, ground)

    @precondition(lambda self: self.held.state != State.TERMINATED or self.past)
    @rule(data=st.data())
    def something_possible(self, data):
        steps = [step for step in possible(self.held.state, bool(self.report)) if step.verb != "correct"]
        if steps:
            step = data.draw(st.sampled_from(steps))
            same = self.report if step.verb == "terminate" else data.draw(st.sampled_from(step.ground_keys))
            self.attempt(step.verb, same)

    def attempt(self, verb: str, ground: str) -> None:
        step, before, count = BY_VERB[verb], self.held.state, MandateChange.objects.count()
        allowed = (
            before in step.sources
            and ground in step.ground_keys
            and step.reported in (None, bool(self.report))
            and (verb != "terminate" or ground == self.report)
            and (step.to != BACK or bool(self.past))
        )
        delegation = next(one for one in self.city.delegations if one.pk != self.held.delegation_id)
        try:
            change_mandate(
                self.held, verb, by=self.staff, ground=ground, facts=paper(), move=Move(delegation=delegation)
            )
        except Refused:
            assert not allowed
            assert MandateChange.objects.count() == count
            return
        assert allowed
        self.held.refresh_from_db()
        self.follow(verb, before, ground)

    def follow(self, verb: str, before: str, ground: str) -> None:
        to = BY_VERB[verb].to
        if to == BACK:
            state, self.report = self.past.pop()
            assert self.held.state == state
        elif to == SAME:
            assert self.held.state == before
        else:
            assert self.held.state == to
            self.past.append((before, self.report if to == State.TERMINATED else ""))
        if BY_VERB[verb].reported is not None and verb != "annul":
            self.report = ground if verb == "propose" else ""

    @invariant()
    def what_is_stored_agrees(self):
        held = self.held
        assert (held.proposal.ground if held.proposal else "") == self.report
        assert (held.ends_on is not None) == (held.state == State.TERMINATED)
        assert held.state == State.CONFIRMED or not type(held).objects.serving().filter(pk=held.pk).exists()


@pytest.mark.django_db
def test_random_lives_go_where_the_table_says_and_nowhere_else(city, user_for):
    Life.scene = (city, user_for("congress_staff"))
    run_state_machine_as_test(Life, settings=settings(max_examples=25, stateful_step_count=14, deadline=None))

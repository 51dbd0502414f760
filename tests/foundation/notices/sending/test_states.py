"""The table of states: every road ends, and nothing leads from a settled copy back but a person."""

import pytest

from foundation.notices.models import Delivery
from foundation.notices.states import STEPS, WAITING, State

from .conftest import PHONE

ENDS = {State.DELIVERED, State.FAILED, State.MERGED, State.CANCELLED, State.ACCEPTED, State.HELD}


@pytest.mark.parametrize("verb", STEPS)
@pytest.mark.parametrize("state", State.values)
@pytest.mark.django_db
def test_a_step_is_taken_only_from_where_it_starts(verb, state, user_for):
    row = Delivery.objects.create(person=user_for(phone=PHONE), carrier="sms", state=state)
    moved = Delivery.objects.filter(pk=row.pk).move(verb)
    row.refresh_from_db()
    assert moved == (state in STEPS[verb].sources)
    assert row.state == (STEPS[verb].target if moved else state)


def test_only_people_bring_a_copy_back_that_was_given_up_and_only_a_late_receipt_settles_it_beside_them():
    for step in STEPS.values():
        if not step.staff:
            assert not {State.FAILED, State.DELIVERED, State.CANCELLED} & set(step.sources), step.verb
            assert State.HELD not in step.sources or step.verb in ("deliver", "refuse")
    assert {step.verb for step in STEPS.values() if step.target == State.READY and step.staff} == {"resend"}


def test_every_state_is_reached_and_every_other_is_left():
    assert {step.target for step in STEPS.values()} | {State.COLLECTING} == set(State)
    left = {source for step in STEPS.values() for source in step.sources}
    assert set(State) - left <= ENDS
    assert set(WAITING) <= left

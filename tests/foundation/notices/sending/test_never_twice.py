"""Whatever fails in whatever order, no message reaches the gateway twice, and every one comes to an end."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.jobs.holder import this_process
from foundation.notices.carriers import carrier
from foundation.notices.models import Delivery, Notice, Tally
from foundation.notices.sending.claim import claim
from foundation.notices.states import State

pytestmark = pytest.mark.django_db

FAULTS = ["before", "after", "page", "cut", "isv.AMOUNT_NOT_ENOUGH", "isp.SYSTEM_ERROR", "Throttling.User"]
ENDS = {State.DELIVERED, State.FAILED, State.HELD}
#: die_*: a worker takes a message and is gone before, or right after, its request
EVENTS = st.lists(st.sampled_from([*FAULTS, "die_before", "die_after", "receipt", "minutes"]), max_size=10)
NOBODY = this_process().rsplit("/", 2)[0] + "/99999999/1"


def die(*, after: bool) -> None:
    """What a killed worker leaves: a row that says it is being sent, and perhaps a message at the gateway."""
    found = claim("sms")
    if found is None:
        return
    Delivery.objects.filter(pk=found.row.pk).update(holder=NOBODY)
    if after:
        carrier("sms").send(found.letter)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_no_message_goes_out_twice_and_every_one_ends(
    gateway, morning, moment, say, work, time_machine, events
):
    for model in (Delivery, Notice, Tally):
        model.objects.all().delete()
    for kept in (gateway.taken, gateway.faults):
        kept.clear()
    moment("2026-11-23 09:00+08:00")
    rows = [say(key=f"event:{number}", urgent=True) for number in range(3)]
    for event in events:
        if event in FAULTS:
            gateway.faults.append(event)
        elif event == "receipt":
            gateway.receipt()
        elif event == "minutes":
            time_machine.shift(130)
        else:
            die(after=event == "die_after")
        work()
    for _ in range(60):
        time_machine.shift(1000)
        gateway.receipt()
        work()
    assert len(gateway.references()) == len(set(gateway.references()))
    for row in rows:
        row.refresh_from_db()
        assert row.state in ENDS
        assert (row.state == State.DELIVERED) == (row.reference in gateway.references())

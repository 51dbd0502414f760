"""People with messages, and copies that left the house in every state."""

import pytest

from foundation.notices import registry
from foundation.notices.models import Attempt, Delivery
from foundation.notices.services import notify
from foundation.notices.states import State


@pytest.fixture(autouse=True)
def texts():
    before = dict(registry.TEMPLATES)
    for kind in ("task", "general"):
        registry.register_template(
            f"test.{kind}", kind=kind, title="{name}待您办理", text="请于 {due} 前办理{name}。", url="/me/"
        )
    yield
    registry.TEMPLATES.clear()
    registry.TEMPLATES.update(before)


@pytest.fixture
def say():
    """`say(person, "建议第 12 号", kind="task")` writes into an inbox."""

    def write(person, name="建议第 12 号", kind="task", **options):
        return notify(person, f"test.{kind}", name=name, due="2026-12-01", **options)

    return write


@pytest.fixture
def copies(user_for, say):
    """One copy in each state, to one person, caused by one sender."""
    wang, sender = user_for("deputy", display_name="王芳", phone="13800000042"), user_for("unit_handler")
    rows = {}
    for state in State:
        rows[state.value] = Delivery.objects.create(
            notice=say(wang, by=sender),
            person=wang,
            by=sender,
            carrier="sms",
            template="test.task",
            kind="task",
            state=state,
            address="138****0042",
            reason="对方退订过，号码在运营商黑名单里，请改用电话" if state == State.FAILED else "",
        )
    Attempt.objects.create(delivery=rows["failed"], number=1, result="refused", code="MOBILE_IN_BLACK")
    return rows

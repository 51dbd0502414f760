"""A person with a phone, a morning, and one message that is written."""

import pytest

from foundation.notices.models import Delivery
from foundation.notices.services import notify

PHONE = "13800000042"


@pytest.fixture
def morning(moment):
    return moment("2026-11-23 09:00+08:00")


@pytest.fixture
def wang(user_for):
    return user_for("deputy", display_name="王芳", phone=PHONE, email="wang@example.org")


@pytest.fixture
def say(wang):
    """Say something to Wang Fang; the copy by SMS is returned."""

    def write(template="test.due", carrier="sms", person=wang, **options) -> Delivery | None:
        said = notify(person, template, **{"name": "建议第 12 号", "due": "2026-12-01", **options})
        return Delivery.objects.filter(notice=said, carrier=carrier).first()

    return write


@pytest.fixture
def now_is():
    """`now_is(row, "accepted")`: read it again and compare its state."""

    def check(row: Delivery, state: str) -> Delivery:
        row.refresh_from_db()
        assert row.state == state, f"{row.state}: {row.reason}"
        return row

    return check

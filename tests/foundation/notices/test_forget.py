"""Old texts are cleared after the time of the rule; what proves that they were sent stays."""

import hashlib

import pytest

from foundation.audit.models import AuditRecord
from foundation.notices.models import Attempt, Delivery, Notice
from foundation.notices.services import forget_old, notify, resend

pytestmark = pytest.mark.django_db
TEXT = "请办理建议第 12 号。"


@pytest.fixture
def old(gateway, moment, user_for, work, texts):
    """A message of last January that was sent."""
    moment("2026-01-05 09:00+08:00")
    texts(sms="请于{due}前办理。")
    wang = user_for("deputy", display_name="王芳", phone="13800000042")
    notice = notify(wang, "test.due", name="建议第 12 号", due="2026-02-01", key="case:12")
    work()
    moment("2027-01-06 09:00+08:00")
    return notice


def test_text_title_values_and_address_go_and_the_proof_stays(old):
    notify(old.person, "test.due", name="新的", due="2027-02-01")
    assert forget_old() == 1
    assert forget_old() == 0
    old.refresh_from_db()
    assert (old.title, old.text, old.url, old.sms_values) == ("", "", "", {})
    assert str(old) == "内容已按期清除"
    said = f"建议第 12 号将于 2026-02-01 到期\n{TEXT}"
    assert old.digest == hashlib.sha256(said.encode()).hexdigest()
    row = Delivery.objects.get(notice=old)
    assert (row.address, row.state, Attempt.objects.filter(delivery=row).count()) == (
        "138****0042",
        "accepted",
        1,
    )
    assert row.sent_at
    assert Notice.objects.filter(forgotten_at=None).count() == 1
    assert AuditRecord.objects.get(verb="messages.forget").detail == {"messages": 1}


def test_the_time_is_a_rule(old, rule_is):
    rule_is("body_days", 400)
    assert forget_old() == 0


def test_it_is_still_said_only_once_after_its_text_is_gone(old):
    forget_old()
    assert notify(old.person, "test.due", name="建议第 12 号", due="2026-02-01", key="case:12") == old
    assert Notice.objects.count() == 1


def test_a_cleared_message_is_not_sent_again_empty(old, gateway, user_for, work):
    forget_old()
    row = Delivery.objects.get(notice=old)
    Delivery.objects.filter(pk=row.pk).update(state="failed")
    resend(row, user_for("congress_staff"), "补发")
    work()
    row.refresh_from_db()
    assert (row.state, row.code) == ("failed", "no_text")
    assert len(gateway.taken) == 1

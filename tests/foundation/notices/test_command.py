"""The command line tells the figures and tries a gateway out."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from foundation.audit.models import AuditRecord
from foundation.notices.models import Delivery

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("messages", *arguments, stdout=out)
    return out.getvalue()


def test_figures_are_counted_by_state(gateway, user_for):
    Delivery.objects.create(person=user_for(), carrier="sms")
    figures = json.loads(run("--json"))
    assert (figures["carriers"], figures["states"]["ready"], figures["states"]["held"]) == (["sms"], 1, 0)
    assert "待发送：1" in run()


def test_one_message_is_tried_and_the_answer_told_without_the_number(gateway, user_for):
    user_for("deputy", username="wang", phone="13800000042")
    said = run("--try", "sms", "wang")
    assert "网关已收下" in said
    assert "13800000042" not in said
    assert gateway.taken[0].template == "SMS_9"
    assert AuditRecord.objects.get(verb="messages.try").detail == {"carrier": "sms", "code": "OK"}
    gateway.faults.append("isv.AMOUNT_NOT_ENOUGH")
    assert "余额不足" in run("--try", "sms", "wang")


def test_what_is_not_there_is_named(gateway):
    with pytest.raises(CommandError, match="没有接通 mail"):
        run("--try", "mail", "wang")
    with pytest.raises(CommandError, match="没有用户"):
        run("--try", "sms", "nobody")

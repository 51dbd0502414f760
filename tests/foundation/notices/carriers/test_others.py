"""The WeCom robot and mail: there is nothing to ask afterwards, so silence goes to people."""

from datetime import UTC, datetime
from email import message_from_string

import pytest

from foundation.notices.carriers.contract import Result, masked, mobile
from foundation.notices.carriers.mail import Mail
from tests.emulators.smtp import MailServer
from tests.services.processes import free_port

from .conftest import PHONE, REFERENCE, letter


class Somebody:
    def __init__(self, phone="", email=""):
        self.phone, self.email = phone, email


def test_the_robot_calls_the_person_and_says_only_what_an_sms_would(wecom):
    said = wecom.carrier.send(letter(title="建议第 12 号", sms="您有新的待办。"))
    assert said.result == Result.ACCEPTED
    assert wecom.gateway.said[0]["text"] == {"content": "您有新的待办。", "mentioned_mobile_list": [PHONE]}
    assert (wecom.carrier.receipts, wecom.carrier.look_up(letter()).result) == (False, Result.UNKNOWN)


def test_the_robot_waits_when_the_group_is_too_lively_and_says_when_its_address_is_dead(wecom):
    wecom.gateway.faults.append("45009")
    busy, dead = wecom.carrier.send(letter()), wecom.adapter(wecom.gateway, key="old").send(letter())
    assert (busy.result, busy.wait) == (Result.LATER, 60)
    assert (dead.result, dead.code) == (Result.LATER, "93000")
    assert wecom.carrier.send(letter(sms="长" * 4000)).result == Result.ACCEPTED  # cut to 2048 bytes
    wecom.gateway.faults.append("after")
    assert wecom.carrier.send(letter()).result == Result.UNKNOWN


@pytest.fixture
def mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "127.0.0.1", "平台 <noreply@rd.example>"
    with MailServer() as server:
        settings.EMAIL_PORT = server.port
        yield server


def to(address="wang@example.org"):
    return letter(address=address, title="一件建议 12 月到期", text="请登录查看。")


def test_mail_says_where_to_read_and_is_recognised_by_its_reference(mail):
    assert Mail().send(to()).result == Result.ACCEPTED
    got = message_from_string(mail.messages[0])
    assert got["Message-ID"] == f"<{REFERENCE}@rd.example>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert "/messages/" in got.get_payload(decode=True).decode()


@pytest.mark.parametrize(
    ("step", "answer", "result"),
    [
        ("MAIL", "451 later", Result.LATER),
        ("RCPT", "550 no such user", Result.REFUSED),
        ("RCPT", "452 mailbox full", Result.LATER),
        ("DATA", "554 refused", Result.REFUSED),
        ("END", "554 spam", Result.REFUSED),
        ("END", "drop", Result.UNKNOWN),
        ("RCPT", "drop", Result.UNKNOWN),
    ],
)
def test_what_the_mail_server_says_at_each_step(mail, step, answer, result):
    mail.answers[step] = answer
    said = Mail().send(to())
    assert said.result == result
    assert "wang@" not in repr(said)


def test_a_mail_server_that_is_away_was_not_reached(mail, settings):
    settings.EMAIL_PORT = free_port()
    assert Mail().send(to()).result == Result.LATER


def test_addresses_are_taken_only_when_they_can_be_right():
    for written in ("13800000042", "+86 138-0000-0042", "8613800000042"):
        assert mobile(Somebody(phone=written)) == PHONE
    for written in ("", None, "0371-66000000", "138000000421", "12800000042", "+85213800000"):
        assert mobile(Somebody(phone=written)) == ""
    assert Mail().address(Somebody(email="wang@example.org")) == "wang@example.org"
    assert Mail().address(Somebody(email="wang@")) == Mail().address(Somebody()) == ""


def test_addresses_are_stored_masked():
    assert masked(PHONE) == "138****0042"
    assert masked("wang@example.org") == "w***@example.org"
    assert masked("12345") == "****"
    assert PHONE not in repr(letter(sent_at=datetime(2026, 1, 1, tzinfo=UTC)))

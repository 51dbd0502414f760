"""A lost answer: asked for, never repeated blindly."""

import pytest

from foundation.notices.carriers import Outcome, Result
from foundation.notices.models import Delivery
from foundation.notices.sending.claim import claim
from foundation.notices.sending.lost import find_lost
from foundation.notices.sending.settle import settle
from tests.emulators.others import WeComGateway
from tests.emulators.server import Server
from tests.emulators.tencent import TencentGateway

pytestmark = pytest.mark.django_db


def test_an_answer_that_was_lost_is_found_at_the_gateway_and_not_sent_again(
    gateway, morning, say, work, now_is, time_machine
):
    gateway.faults.append("after")
    row = say()
    work()
    now_is(row, "unknown")
    time_machine.shift(74)
    work()
    now_is(row, "unknown")  # a late request may still land: nobody asks before
    time_machine.shift(2)
    work()
    now_is(row, "accepted")
    gateway.receipt()
    time_machine.shift(11)
    work()
    now_is(row, "delivered")
    assert gateway.references() == [row.reference]


def test_a_request_that_never_arrived_is_sent_again_after_two_negative_answers(
    gateway, morning, say, work, now_is, time_machine
):
    gateway.faults.append("before")
    row = say()
    work()
    time_machine.shift(76)
    work()
    now_is(row, "unknown")
    assert not gateway.taken
    time_machine.shift(60)
    work()
    now_is(row, "unknown")  # the second question comes two minutes after the first
    time_machine.shift(61)
    work()
    assert "确认没有发出" in now_is(row, "ready").reason
    time_machine.shift(10)
    work()
    row = now_is(row, "accepted")
    assert (row.attempts, gateway.references()) == (2, [row.reference])


def test_a_gateway_that_lists_only_receipts_proves_nothing_by_silence(
    settings, morning, say, work, now_is, time_machine
):
    with Server(TencentGateway()) as tencent:
        options = {"key": tencent.key, "secret": tencent.secret, "app_id": tencent.app_id, "timeout": 1.0}
        options |= {"sign_name": tencent.sign_name, "templates": {"default": "1"}, "url": tencent.url}
        backend = "foundation.notices.carriers.tencent.TencentSms"
        settings.NOTICE_CARRIERS = {"sms": {"BACKEND": backend, "OPTIONS": options}}
        tencent.faults.append("before")
        row = say()
        for _ in range(12):
            work()
            time_machine.shift(121)
        assert "电话确认" in now_is(row, "held").reason
        assert not tencent.taken


def test_what_cannot_be_asked_goes_to_people_at_once(settings, morning, say, work, now_is, texts):
    texts("test.legal", kind="deadline")
    with Server(WeComGateway()) as robot:
        backend = "foundation.notices.carriers.wecom.WeComRobot"
        options = {"key": robot.key, "url": robot.url, "timeout": 1.0}
        settings.NOTICE_CARRIERS = {"wecom": {"BACKEND": backend, "OPTIONS": options}}
        robot.faults.append("after")
        row = say("test.legal", carrier="wecom")
        work()
        work()
        now_is(row, "held")
        assert len(robot.said) == 1


def test_questions_that_fail_again_and_again_end_with_people(
    gateway, morning, say, work, now_is, time_machine
):
    gateway.faults.append("after")
    row = say()
    work()
    gateway.faults.extend(["Throttling.User"] * 50)
    for _ in range(15):
        time_machine.shift(121)
        work()
    assert now_is(row, "held").lookups == 10
    assert len(gateway.taken) == 1


def test_nobody_is_asked_about_a_number_that_was_changed_meanwhile(
    gateway, morning, say, work, now_is, time_machine, wang
):
    gateway.faults.append("after")
    row = say()
    work()
    wang.phone = "13900000099"
    wang.save()
    time_machine.shift(76)
    work()
    assert "号码换过" in now_is(row, "held").reason


def test_of_two_workers_one_takes_a_copy(gateway, morning, say):
    say()
    assert claim("sms") is not None
    assert claim("sms") is None


def test_who_lost_the_right_to_a_copy_changes_nothing(gateway, morning, say, now_is, time_machine):
    row = say()
    mine = claim("sms")
    Delivery.objects.filter(pk=row.pk).update(state="ready", token=None)  # staff had it sent again
    assert not settle(mine.row, mine.token, Outcome(Result.ACCEPTED, "网关已收下", "OK", "1"))
    now_is(row, "ready")


def test_an_answer_that_comes_after_the_copy_was_given_up_for_lost_still_counts(
    gateway, morning, say, now_is, time_machine
):
    row = say()
    mine = claim("sms")
    Delivery.objects.filter(pk=row.pk).update(holder="another/machine/1/2")
    time_machine.shift(76)
    assert find_lost() == 1
    now_is(row, "unknown")
    assert settle(mine.row, mine.token, Outcome(Result.ACCEPTED, "网关已收下", "OK", "1"))
    row = now_is(row, "accepted")
    assert row.history.get().result == "accepted"


def test_a_worker_that_still_lives_is_not_taken_for_lost(gateway, morning, say, now_is, time_machine):
    row = say()
    claim("sms")
    time_machine.shift(120)
    assert find_lost() == 0
    now_is(row, "sending")

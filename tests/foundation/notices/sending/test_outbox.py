"""From the act to the phone: written with the act, sent by a job, known to have arrived."""

import logging

import pytest
from django.db import transaction

from foundation.jobs.models import Job
from foundation.notices.models import Attempt, Delivery
from foundation.notices.sending.work import KIND

from .conftest import PHONE

pytestmark = pytest.mark.django_db


def test_a_copy_is_written_with_the_act_and_gone_with_it(gateway, morning, say):
    with transaction.atomic():
        row = say()
        assert row.state == "ready"
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_workers_are_told_after_the_commit_and_once_for_many(
    gateway, morning, say, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as told:
        for number in range(5):
            say(key=f"case:{number}")
        assert not Job.objects.exists()
    assert len(told) == 2  # the carrier's job, and the message that wakes a worker for it
    assert Job.objects.get().kind == KIND


def test_a_copy_goes_out_and_is_delivered_when_the_operator_says_so(
    gateway, morning, say, work, now_is, time_machine
):
    row = say()
    work()
    row = now_is(row, "accepted")
    assert (row.attempts, row.reason, row.address) == (1, "网关已收下", "138****0042")
    assert (gateway.references(), gateway.taken[0].values) == ([row.reference], {})
    gateway.receipt()
    work()
    now_is(row, "accepted")  # it is asked again only after ten seconds
    time_machine.shift(11)
    work()
    row = now_is(row, "delivered")
    assert row.settled_at
    assert [attempt.result for attempt in row.history.all()] == ["accepted", "delivered"]


def test_receipts_are_asked_for_less_and_less_often_and_then_by_people(
    gateway, morning, say, work, now_is, time_machine
):
    row = say()
    work()
    for _ in range(26 * 6):
        time_machine.shift(600)
        work()
    row = now_is(row, "held")
    assert "24 小时没有送达回执" in row.reason
    assert gateway.asked.count("QuerySendDetails") < 40
    assert len(gateway.taken) == 1
    assert row.history.count() == 2  # questions without news are not kept


def test_a_number_on_the_blacklist_and_a_wrong_number_end_in_words(
    gateway, morning, say, work, now_is, time_machine, user_for
):
    gateway.blacklist.add(PHONE)
    row, lost = say(), say("test.due", person=user_for("deputy", phone="0371-6600"))
    work()
    time_machine.shift(11)
    work()
    assert "黑名单" in now_is(row, "failed").reason
    assert lost is None  # a message that is not compulsory says nothing about a phone that is missing


def test_a_compulsory_message_to_somebody_without_a_phone_is_seen_by_staff(
    gateway, morning, say, texts, user_for
):
    texts("test.legal", kind="deadline")
    row = say("test.legal", person=user_for("deputy"))
    assert (row.state, row.code) == ("failed", "no_address")


def test_the_sender_is_told_once_when_it_did_not_arrive(gateway, morning, say, work, user_for, time_machine):
    gateway.blacklist.add(PHONE)
    sender = user_for("congress_staff")
    row = say(by=sender)
    for _ in range(3):
        work()
        time_machine.shift(60)
    told = sender.notices.get()
    assert told.title == "发给王芳的短信没有送达"
    assert told.url == f"/messages/outbox/{row.pk}/"


def test_a_gateway_without_money_is_tried_again_until_the_limit(
    gateway, morning, say, work, now_is, time_machine
):
    gateway.faults.extend(["isv.AMOUNT_NOT_ENOUGH"] * 20)
    row = say()
    work()
    assert "余额不足" in now_is(row, "ready").reason
    work()
    assert now_is(row, "ready").attempts == 1  # not before a quarter of an hour
    for _ in range(10):
        time_machine.shift(901)
        work()
    assert now_is(row, "failed").attempts == 8
    assert not gateway.taken


def test_a_copy_that_was_read_in_the_inbox_meanwhile_is_not_sent(gateway, morning, say, work, now_is):
    from foundation.notices.services import mark_read

    row, urgent = say(), say(urgent=True)
    mark_read(row.person, row.notice_id, urgent.notice_id)
    work()
    assert "已在站内读过" in now_is(row, "cancelled").reason
    now_is(urgent, "accepted")
    assert len(gateway.taken) == 1


def test_an_account_that_was_closed_gets_nothing_outside(gateway, morning, say, wang):
    wang.is_active = False
    wang.save()
    assert say() is None


def test_logs_and_rows_hold_no_number_no_secret_and_no_text(
    gateway, morning, say, work, caplog, time_machine
):
    caplog.set_level(logging.DEBUG)
    gateway.faults.extend(["after", "isv.AMOUNT_NOT_ENOUGH"])
    say()
    say()
    work()
    kept = [str(list(model.objects.values())) for model in (Delivery, Attempt, Job)]
    for text in (caplog.text, *kept):
        for leaked in (PHONE, gateway.secret, gateway.key, "建议第 12 号"):
            assert leaked not in text

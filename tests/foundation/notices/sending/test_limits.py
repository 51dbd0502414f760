"""Quiet hours, digests, quotas and the stop switch; urgent goes over the first two."""

from datetime import datetime

import pytest
from django.utils.timezone import localtime

from foundation.notices.models import Delivery, Preference, Tally
from foundation.notices.sending.hours import next_digest, next_morning, quiet_end
from foundation.notices.services import mark_read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-23 21:59", None),
        ("2026-11-23 22:00", "2026-11-24 07:00"),
        ("2026-11-24 00:30", "2026-11-24 07:00"),
        ("2026-11-24 06:59", "2026-11-24 07:00"),
        ("2026-11-24 07:00", None),
    ],
)
def test_quiet_hours_go_over_midnight(now, end):
    found = quiet_end(datetime.fromisoformat(f"{now}+08:00"))
    assert (found and f"{localtime(found):%Y-%m-%d %H:%M}") == end


def test_quiet_hours_within_a_day_and_none_at_all(rule_is):
    noon = datetime.fromisoformat("2026-11-23 12:30+08:00")
    rule_is("quiet_from", "12:00")
    rule_is("quiet_until", "14:00")
    assert localtime(quiet_end(noon)).hour == 14
    rule_is("quiet_from", "00:00")
    rule_is("quiet_until", "00:00")
    assert quiet_end(noon) is None
    assert f"{localtime(next_morning(noon)):%d %H}" == "24 00"


def test_at_night_a_message_waits_for_the_morning_and_an_urgent_one_does_not(
    gateway, moment, say, work, now_is
):
    moment("2026-11-23 23:00+08:00")
    calm, urgent = say(), say(urgent=True)
    work()
    assert "夜间" in now_is(calm, "ready").reason
    now_is(urgent, "accepted")
    moment("2026-11-24 06:59+08:00")
    work()
    now_is(calm, "ready")
    moment("2026-11-24 07:00+08:00")
    work()
    now_is(calm, "accepted")


def test_a_message_that_was_late_anyway_does_not_wake_anybody(gateway, moment, say, work, now_is):
    moment("2026-11-23 21:50+08:00")
    row = say()
    moment("2026-11-23 22:10+08:00")  # the workers were down
    work()
    now_is(row, "ready")
    assert not gateway.taken


def digest_for(person, kind="task"):
    Preference.objects.create(person=person, kind=kind, carrier="sms", choice="digest")


def test_a_digest_gathers_what_was_not_read_and_is_one_message(
    gateway, moment, say, work, now_is, wang, morning
):
    digest_for(wang)
    rows = [say() for _ in range(4)]
    urgent = say(urgent=True)
    mark_read(wang, rows[0].notice_id)
    work()
    now_is(urgent, "accepted")
    assert now_is(rows[1], "collecting").due_at == next_digest(morning)
    moment("2026-11-23 17:30+08:00")
    work()
    now_is(rows[0], "cancelled")
    whole = now_is(rows[1], "merged").gathered_in
    assert {row.gathered_in_id for row in Delivery.objects.filter(state="merged")} == {whole.pk}
    now_is(whole, "accepted")
    assert [sms.template for sms in gateway.taken] == ["SMS_1001", "SMS_9"]
    work()
    assert len(gateway.taken) == 2


def test_a_digest_of_one_is_the_message_itself(gateway, moment, say, work, now_is, wang, morning):
    digest_for(wang)
    row = say()
    moment("2026-11-23 17:31+08:00")
    work()
    now_is(row, "accepted")
    assert gateway.taken[0].template == "SMS_1001"


def test_what_is_compulsory_goes_out_whatever_somebody_chose(
    gateway, morning, say, texts, wang, work, now_is
):
    texts("test.legal", kind="deadline")
    Preference.objects.create(person=wang, kind="deadline", carrier="sms", choice="off")
    Preference.objects.create(person=wang, kind="task", carrier="sms", choice="off")
    row = say("test.legal")
    work()
    now_is(row, "accepted")
    assert say() is None


def test_the_quota_of_a_person_moves_the_rest_to_the_next_morning(
    gateway, moment, morning, say, work, now_is, rule_is
):
    rule_is("person_per_day", 2)
    rows = [say() for _ in range(3)]
    work()
    assert [now.state for now in Delivery.objects.order_by("id")] == ["accepted", "accepted", "ready"]
    assert "已到上限" in now_is(rows[2], "ready").reason
    moment("2026-11-24 07:00+08:00")
    work()
    now_is(rows[2], "accepted")


def test_the_quota_of_the_account_holds_for_all_and_counts_only_what_went_out(
    gateway, morning, say, work, now_is, rule_is, user_for, time_machine
):
    rule_is("account_per_day", 1)
    gateway.faults.append("isv.AMOUNT_NOT_ENOUGH")
    first = say()
    work()
    assert Tally.objects.get(scope="account").used == 0
    time_machine.shift(901)
    work()
    now_is(first, "accepted")
    other = say(person=user_for("deputy", phone="13800000043"))
    work()
    assert "全单位" in now_is(other, "ready").reason
    assert not Tally.objects.filter(scope=f"person:{other.person_id}").exists()


def test_the_stop_switch_stops_everything_and_loses_nothing(gateway, morning, say, work, now_is, rule_is):
    rule_is("stopped", "true")
    row = say(urgent=True)
    work()
    now_is(row, "ready")
    assert not gateway.taken
    rule_is("stopped", "false")
    work()
    now_is(row, "accepted")

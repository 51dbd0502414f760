"""Nobody used it for ninety days: warned a week before, then switched off, once; leave and the last administrator count."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from foundation.accounts.models import Standing, User
from foundation.life.models import Event, Leave
from foundation.life.services import put_idle_to_sleep, reactivate
from foundation.notices.models import Notice
from foundation.rights.refusals import Refused

from .conftest import fresh

DAY = timedelta(days=1)


@pytest.fixture
def calendar(house, time_machine):
    """`calendar(83)`: so many days after Wang's last login; everybody else was here yesterday."""
    begin = timezone.now()

    def go(days: float) -> dict[str, int]:
        time_machine.move_to(begin + days * DAY, tick=False)
        User.objects.exclude(pk=house.wang.pk).update(last_login=timezone.now() - DAY)
        return put_idle_to_sleep()

    User.objects.update(last_login=begin, awake_since=begin)
    return go


def test_warned_a_week_before_and_switched_off_on_the_day(house, calendar):
    assert calendar(82.9) == {"warned": 0, "slept": 0, "waiting": 0}
    assert calendar(83)["warned"] == 1
    assert Notice.objects.get(template="life.idle_warning").person == house.wang
    assert calendar(89) == {"warned": 0, "slept": 0, "waiting": 1}
    assert calendar(90.1)["slept"] == 1
    assert (fresh(house.wang).is_active, fresh(house.wang).standing) == (False, Standing.DORMANT)
    assert calendar(91) == {"warned": 0, "slept": 0, "waiting": 0}
    verbs = list(Event.objects.filter(person=house.wang).values_list("verb", flat=True))
    assert verbs == ["accounts.dormant", "accounts.idle_warned"]


def test_who_logs_in_after_the_warning_stays(house, calendar):
    calendar(83)
    User.objects.filter(pk=house.wang.pk).update(last_login=timezone.now())
    assert calendar(91)["slept"] == 0
    assert fresh(house.wang).is_active
    assert calendar(83 + 83.1)["warned"] == 1  # a new spell, a new warning


def test_when_the_clock_stood_still_the_warning_comes_first_all_the_same(house, calendar):
    assert calendar(200)["warned"] == 1
    assert calendar(206)["slept"] == 0
    assert calendar(207.1)["slept"] == 1


def test_who_is_on_leave_is_left_alone(house, calendar):
    Leave.objects.create(
        person=house.wang, stand_in=house.deputy, since=date(2020, 1, 1), until=date(2050, 1, 1),
        reason="援藏", made_by=house.feng,
    )  # fmt: skip
    assert calendar(200) == {"warned": 0, "slept": 0, "waiting": 0}


def test_the_only_administrator_of_a_kind_is_not_switched_off_but_the_others_hear_of_it(house, calendar):
    house.hold(house.wang, "audit_admin")
    calendar(83)
    calendar(91)
    assert calendar(92)["slept"] == 0
    assert fresh(house.wang).is_active
    told = Notice.objects.filter(template="life.idle_administrator")
    assert {notice.person for notice in told} == {house.feng, house.shi}  # once each


def test_the_security_administrator_switches_on_again_and_ninety_days_begin_anew(house, calendar):
    calendar(83)
    calendar(91)
    reactivate(house.wang, by=house.feng, reason="当面核对工作证")
    back = fresh(house.wang)
    assert (back.is_active, back.standing, back.must_change_password) == (True, Standing.ACTIVE, True)
    assert back.has_role("editor")
    assert calendar(120) == {"warned": 0, "slept": 0, "waiting": 0}
    with pytest.raises(Refused, match="在用"):
        reactivate(house.wang, by=house.feng, reason="再一次")

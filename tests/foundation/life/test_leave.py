"""Away for a while: who stands in has the same rights for exactly those days, and only after a second person agreed."""

from datetime import date

import pytest

from foundation.life.models import Leave
from foundation.life.services import end_leave, record_leave
from foundation.notices.models import Notice
from foundation.rights.models import Grant
from foundation.rights.refusals import Refused
from foundation.rights.services import approve_grant, begin_what_came, end_what_ran_out

from .conftest import fresh

SINCE, UNTIL = date(2026, 12, 1), date(2026, 12, 5)


@pytest.fixture
def li(user_for):
    return user_for(display_name="李明")


def away(house, li, **more):
    values = {"since": SINCE, "until": UNTIL, "reason": "年休假", "by": house.feng, **more}
    return record_leave(house.wang, li, **values)


def tidy() -> None:
    """What the clock does every minute."""
    begin_what_came()
    end_what_ran_out()


def test_the_stand_in_holds_the_role_on_those_days_and_on_no_other(house, li, moment):
    moment("2026-11-23 09:00+08:00")
    leave, missing = away(house, li)
    (grant,) = leave.grants.all()
    assert (grant.person, grant.role, missing) == (li, "editor", [])
    moment("2026-12-01 00:01+08:00")
    tidy()
    assert not fresh(li).has_role("editor")  # nobody agreed yet
    moment("2026-11-24 09:00+08:00")
    approve_grant(grant, by=house.head)
    tidy()
    assert not fresh(li).has_role("editor")
    for at, holds in (("2026-12-01 00:01", True), ("2026-12-05 23:58", True), ("2026-12-06 00:01", False)):
        moment(f"{at}+08:00")
        tidy()
        assert fresh(li).has_role("editor") is holds, at
    assert fresh(house.wang).has_role("editor")


def test_both_are_told(house, li, moment):
    moment("2026-11-23 09:00+08:00")
    away(house, li)
    told = Notice.objects.filter(template="life.leave")
    assert {notice.person for notice in told} == {house.wang, li}
    assert "2026-12-01 至 2026-12-05" in told.first().title


def test_who_comes_back_early_ends_the_rights_of_the_stand_in(house, li, moment):
    moment("2026-12-01 09:00+08:00")
    leave, _ = away(house, li)
    approve_grant(leave.grants.get(), by=house.head)
    assert fresh(li).has_role("editor")
    end_leave(leave, by=house.feng)
    assert not fresh(li).has_role("editor")
    assert not Leave.objects.on().exists()
    with pytest.raises(Refused, match="已经结束"):
        end_leave(leave, by=house.feng)


def test_an_administrator_cannot_stand_in_for_another_kind(house, user_for, moment):
    moment("2026-11-23 09:00+08:00")
    house.hold(house.wang, "system_admin")
    auditor = user_for("audit_admin", display_name="严清白")
    leave, missing = record_leave(
        house.wang, auditor, since=SINCE, until=UNTIL, reason="年休假", by=house.feng
    )
    assert [grant.role for grant in leave.grants.all()] == ["editor"]
    assert len(missing) == 1
    assert "三员" in missing[0]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"until": date(2026, 11, 30)}, "之前"),
        ({"since": date(2026, 11, 1), "until": date(2026, 11, 2)}, "过去"),
        ({"reason": " "}, "事由"),
    ],
)
def test_a_leave_that_makes_no_sense_is_refused(house, li, moment, more, why):
    moment("2026-11-23 09:00+08:00")
    with pytest.raises(Refused, match=why):
        away(house, li, **more)
    assert not Leave.objects.exists()
    assert not Grant.objects.filter(person=li).exists()


def test_nobody_stands_in_for_oneself_or_while_away(house, li, moment):
    moment("2026-11-23 09:00+08:00")
    with pytest.raises(Refused, match="另一个人"):
        away(house, house.wang)
    away(house, li)
    with pytest.raises(Refused, match="已经登记"):
        away(house, house.deputy)
    with pytest.raises(Refused, match="休假，请另找"):
        record_leave(li, house.wang, since=SINCE, until=UNTIL, reason="x", by=house.feng)

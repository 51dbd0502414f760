"""What stands in the queue of the first page because of deputies, and for whom."""

import pytest
from django.urls import reverse

from foundation.waiting import waiting_for
from portal_apps.deputies.services import approve_wish, close_alert, record_absence, wish


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff")


@pytest.fixture
def held(city, user_for):
    return city.deputy(account=user_for("deputy"), phone="13800000042")


def titles(user) -> list[str]:
    return [one.title for one in waiting_for(user)]


def test_a_changed_page_waits_for_staff_until_it_is_decided(held, staff, client_for, user_for):
    made = wish(held.person, by=held.person.account, values={"duty": "院长", "phone": "13900000001"})
    (waits,) = waiting_for(staff)
    assert waits.url == f"/deputies/wishes/{made.pk}/"
    assert "职务" in waits.text
    assert "13900000001" not in waits.text
    assert "方谷雨修改了资料" in client_for(staff).get(reverse("portal_home")).content.decode()
    approve_wish(made, by=staff)
    assert titles(staff) == []


def test_an_alert_waits_until_somebody_writes_what_was_found(city, held, staff):
    for session in city.sessions[:2]:
        record_absence(held, session, approved=False, ground="出席情况报告", by=staff)
    (waits,) = waiting_for(staff)
    assert "2 次未经批准不出席" in waits.title
    assert "第六十二条" in waits.text
    close_alert(held.person.alerts.get(), by=staff, outcome="已核实，有请假条")
    assert titles(staff) == []


def test_it_waits_for_nobody_who_may_not_decide(held, user_for):
    wish(held.person, by=held.person.account, values={"duty": "院长"})
    for role in ("committee_staff", "council_member", "system_admin", "editor"):
        assert titles(user_for(role)) == [], role
    assert titles(held.person.account) == []

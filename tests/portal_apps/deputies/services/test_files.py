"""Files of people: register, edit, open; posts, offices, absences, alerts, wishes, the directory."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from foundation.audit.models import AuditAct, AuditRecord
from foundation.notices.models import Notice
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Alert, Body, Mandate, Membership, Person, PersonalData, Wish
from portal_apps.deputies.services import (
    appoint,
    approve_wish,
    close_alert,
    edit_person,
    end_post,
    hold_office,
    leave_office,
    look_up,
    record_absence,
    refuse_wish,
    register_person,
    reveal,
    share,
    tie_account,
    wish,
    withdraw_absence,
    withdraw_wish,
)
from portal_apps.deputies.states import State

DAY = date(2026, 3, 1)


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff")


@pytest.fixture
def me(user_for):
    return user_for("deputy", display_name="方谷雨")


@pytest.fixture
def mine(city, me) -> Mandate:
    return city.deputy(account=me, phone="13800000042", employer="望河区医院")


def test_an_identity_number_belongs_to_one_person(city, staff):
    register_person(by=staff, values={"name": "甲", "id_number": "11010519491231002x"})
    with pytest.raises(Refused, match="另一位代表"):
        register_person(by=staff, values={"name": "乙", "id_number": "11010519491231002X"})
    assert Person.objects.count() == 1


def test_only_what_differs_is_written_and_the_trace_names_fields_not_values(mine, staff):
    changed = edit_person(mine.person, by=staff, values={"name": "方谷雨", "phone": "13900000001"})
    assert changed == ["phone"]
    assert PersonalData.objects.with_phone("13900000001").get().person == mine.person
    record = AuditRecord.objects.get(verb="deputies.edit")
    assert record.detail == {"fields": ["phone"]}
    assert edit_person(mine.person, by=staff, values={"name": "方谷雨"}) == []


def test_another_employer_alerts_staff_once_and_leaves_the_mandate_alone(mine, staff, user_for):
    second = user_for("congress_staff")
    edit_person(mine.person, by=staff, values={"employer": "外省某医院"})
    edit_person(mine.person, by=staff, values={"address": "外省某路"})
    alert = Alert.objects.get()
    assert alert.kind == "moved"
    assert set(Notice.objects.values_list("person", flat=True)) == {staff.pk, second.pk}
    mine.refresh_from_db()
    assert mine.state == State.CONFIRMED
    with pytest.raises(Refused, match="结果"):
        close_alert(alert, by=staff, outcome=" ")
    close_alert(alert, by=staff, outcome="仍在本市居住")
    with pytest.raises(Refused, match="已经有人"):
        close_alert(alert, by=second, outcome="同上")


def test_opening_a_number_needs_a_reason_and_leaves_a_trace_without_the_number(mine, staff):
    with pytest.raises(Refused, match="为什么"):
        reveal(mine.person, "phone", by=staff, reason=" ")
    assert reveal(mine.person, "phone", by=staff, reason="通知开会") == "13800000042"
    record = AuditRecord.objects.get(verb="deputies.reveal")
    assert record.detail == {"field": "phone", "reason": "通知开会"}
    with pytest.raises(Refused, match="没有这一项"):
        reveal(mine.person, "name", by=staff, reason="看")


def test_the_identity_number_is_opened_by_those_who_keep_the_files_and_its_owner(city, mine, me, user_for):
    from foundation.rights.models import Grant

    leader = user_for("delegation_staff")
    Grant.objects.create(
        person=leader, role="delegation_staff", place=city.delegations[0].key, ground="x", state="in_force"
    )
    assert reveal(mine.person, "phone", by=leader, reason="通知开会") == "13800000042"
    with pytest.raises(PermissionDenied):
        reveal(mine.person, "id_number", by=leader, reason="登记")
    assert reveal(mine.person, "id_number", by=me, reason="") == ""
    other = city.deputy("石白露", delegation=city.delegations[1], phone="13700000000")
    with pytest.raises(PermissionDenied):
        reveal(other.person, "phone", by=leader, reason="通知开会")


def test_a_member_of_the_standing_committee_holds_no_office_of_state(city, mine, staff):
    committee = Body.objects.create(kind="standing_committee", name="市人大常委会", term=city.term)
    office = hold_office(mine.person, "executive", "望河区卫健局局长", since=DAY, by=staff)
    with pytest.raises(Refused, match="第四十七条"):
        appoint(mine.person, committee, "member", since=DAY, ground="大会选举", by=staff)
    leave_office(office, until=DAY, by=staff)
    office.refresh_from_db()
    assert not office.valid(date(2026, 3, 2))
    appoint(mine.person, committee, "member", since=DAY, ground="大会选举", by=staff)
    assert not Alert.objects.exists()
    hold_office(mine.person, "court", "市法院副院长", since=DAY, by=staff)
    assert Alert.objects.get().kind == "office"


def test_only_deputies_in_office_sit_in_bodies_of_deputies(city, staff):
    committee = Body.objects.create(kind="special_committee", name="法制委员会", term=city.term)
    held = city.deputy(state=State.SUSPENDED)
    with pytest.raises(Refused, match="没有履职"):
        appoint(held.person, committee, "member", since=DAY, ground="大会通过", by=staff)
    with pytest.raises(Refused, match="没有这个职务"):
        appoint(held.person, committee, "king", since=DAY, ground="大会通过", by=staff)
    with pytest.raises(Refused, match="不在青坞代表团"):
        appoint(city.deputy("甲").person, city.delegations[1], "leader", since=DAY, ground="推选", by=staff)


def test_a_post_begins_and_ends_with_a_ground(city, mine, staff):
    post = appoint(mine.person, city.delegations[0], "leader", since=DAY, ground="全团推选", by=staff)
    assert (str(post), post.mandate) == ("望河代表团团长", mine)
    with pytest.raises(Refused, match="已经是"):
        appoint(mine.person, city.delegations[0], "leader", since=DAY, ground="全团推选", by=staff)
    for until, ground in ((date(2026, 2, 1), "改选"), (date(2099, 1, 1), "改选"), (DAY, " ")):
        with pytest.raises(Refused):
            end_post(post, until=until, ground=ground, by=staff)
    end_post(post, until=date(2026, 4, 1), ground="改选", by=staff)
    assert not Membership.objects.open().exists()


def test_the_second_absence_without_approval_alerts_staff_and_never_ends_a_mandate(city, mine, staff):
    first = record_absence(mine, city.sessions[0], approved=False, ground="出席报告", by=staff)
    record_absence(mine, city.sessions[1], approved=True, ground="请假条", by=staff)
    assert not Alert.objects.exists()
    with pytest.raises(Refused, match="已经登记"):
        record_absence(mine, city.sessions[0], approved=False, ground="出席报告", by=staff)
    record_absence(mine, city.sessions[2], approved=False, ground="出席报告", by=staff)
    assert Alert.objects.get().kind == "absence"
    assert Notice.objects.filter(person=staff, template="deputies.alert").count() == 1
    mine.refresh_from_db()
    assert mine.state == State.CONFIRMED
    withdraw_absence(first, by=staff, reason="补了请假条")
    with pytest.raises(Refused, match="已经撤销"):
        withdraw_absence(first, by=staff, reason="补了请假条")
    record_absence(mine, city.sessions[0], approved=True, ground="请假条", by=staff)


def test_what_a_deputy_changes_waits_and_is_written_when_staff_agree(mine, me, staff):
    made = wish(mine.person, by=me, values={"phone": "13900000001", "employer": "望河区医院", "duty": "院长"})
    assert made.changes == {"phone": ["13800000042", "13900000001"], "duty": ["", "院长"]}
    assert PersonalData.objects.with_phone("13800000042").exists()
    assert Notice.objects.get(person=staff).template == "deputies.wish"
    approve_wish(made, by=staff)
    assert PersonalData.objects.with_phone("13900000001").exists()
    assert Person.objects.get(pk=mine.person_id).duty == "院长"
    assert Notice.objects.get(person=me).template == "deputies.wish_approved"
    with pytest.raises(Refused, match="已采用"):
        approve_wish(made, by=staff)


def test_what_waits_is_sealed_in_the_database(mine, me):
    from django.db import connection

    wish(mine.person, by=me, values={"phone": "13900000001"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM deputies_wish")
        assert "139" not in cursor.fetchone()[0]


def test_a_refusal_needs_a_reason_and_the_deputy_reads_it(mine, me, staff):
    made = wish(mine.person, by=me, values={"employer": "外省某医院"})
    with pytest.raises(Refused, match="理由"):
        refuse_wish(made, by=staff, reason="")
    refuse_wish(made, by=staff, reason="请附调动文件")
    assert "请附调动文件" in Notice.objects.get(person=me).text
    assert Person.objects.get(pk=mine.person_id).employer == "望河区医院"


def test_a_new_wish_replaces_the_waiting_one_and_may_be_withdrawn(mine, me):
    first = wish(mine.person, by=me, values={"duty": "副院长"})
    second = wish(mine.person, by=me, values={"duty": "院长"})
    first.refresh_from_db()
    assert first.state == Wish.State.WITHDRAWN
    withdraw_wish(second, by=me)
    assert not Wish.objects.waiting().exists()
    with pytest.raises(Refused, match="没有要改的"):
        wish(mine.person, by=me, values={"employer": "望河区医院"})


def test_a_wish_on_what_changed_meanwhile_is_not_written_over_it(mine, me, staff):
    made = wish(mine.person, by=me, values={"duty": "院长"})
    edit_person(mine.person, by=staff, values={"duty": "书记"})
    with pytest.raises(Refused, match="被改过"):
        approve_wish(made, by=staff)
    made.refresh_from_db()
    assert made.state == Wish.State.WAITING


def test_nobody_reviews_the_own_wish(city, user_for):
    both = user_for("congress_staff")
    both.groups.add(*user_for("deputy").groups.all())
    held = city.deputy(account=both)
    made = wish(held.person, by=both, values={"duty": "院长"})
    with pytest.raises(Refused, match="另一个人"):
        approve_wish(made, by=both)


def test_colleagues_see_only_what_somebody_shares_one_at_a_time_and_counted(
    city, mine, me, user_for, monkeypatch
):
    other = user_for("deputy")
    with pytest.raises(Refused, match="没有公开"):
        look_up(mine.person, by=other)
    share(mine.person, by=me, phone=True, email=False)
    assert look_up(Person.objects.get(pk=mine.person_id), by=other) == {"phone": "13800000042"}
    record = AuditRecord.objects.get(verb="deputies.look_up")
    assert "138" not in str(record.detail)
    monkeypatch.setattr("portal_apps.deputies.services.directory.number", lambda key: 2)
    look_up(mine.person, by=other)
    with pytest.raises(Refused, match="最多看 2 位"):
        look_up(mine.person, by=other)
    assert look_up(mine.person, by=me)


def test_who_does_not_serve_is_not_in_the_directory(city, user_for):
    held = city.deputy(state=State.SUSPENDED, shares_phone=True)
    with pytest.raises(Refused, match="没有公开"):
        look_up(held.person, by=user_for("deputy"))


def test_the_acts_of_these_verbs_hold_no_personal_data(mine, me, staff):
    made = wish(mine.person, by=me, values={"phone": "13900000001"})
    approve_wish(made, by=staff)
    told = str(list(AuditRecord.objects.values_list("detail", flat=True)))
    told += str(list(AuditAct.objects.values_list("detail", flat=True)))
    assert "139" not in told


def test_a_file_is_tied_to_an_account_that_is_a_deputys_and_free_by_somebody_else(city, staff, user_for):
    one, two = city.deputy("甲").person, city.deputy("乙").person
    account = user_for("deputy")
    tie_account(one, account, by=staff)
    assert Person.objects.get(account=account) == one
    with pytest.raises(Refused, match="另一份资料"):
        tie_account(two, account, by=staff)
    with pytest.raises(Refused, match="代表的角色"):
        tie_account(two, user_for("editor"), by=staff)
    with pytest.raises(Refused, match="另一个人"):
        tie_account(two, staff, by=staff)
    tie_account(one, None, by=staff)
    assert not Person.objects.exclude(account=None).exists()

"""Inviting: one link, kept only as a digest, that opens an account once, in time, for its owner."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from foundation.accounts.models import Standing, User
from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.life.code import digest_of
from foundation.life.models import Event, Invitation
from foundation.life.services import Newcomer, activate, invitation_of, invite, resend_link, revoke_link
from foundation.rights.models import Grant
from foundation.rights.refusals import Refused

from .conftest import GOOD, code_for, fresh

FANG = Newcomer("方谷雨", "138 0000 0099", "fgy@example.org", role="deputy", ground="第十六届公告第1号")


def test_staff_invite_a_deputy_and_the_role_waits_for_another_person(house):
    invitation = invite(FANG, by=house.staff, holder="deputy")
    person = invitation.person
    assert (person.username, person.phone, person.standing) == ("方谷雨", "13800000099", Standing.INVITED)
    grant = Grant.objects.get(person=person)
    assert (grant.role, grant.state, grant.proposed_by) == ("deputy", "proposed", house.staff)
    assert not person.has_role("deputy")
    assert AuditRecord.objects.filter(verb="accounts.invited", actor=house.staff).exists()


def test_only_the_security_administrator_invites_staff_and_nobody_proposes_more_than_theirs(house):
    with pytest.raises(PermissionDenied, match="机关工作人员"):
        invite(Newcomer("李明", "13800000001"), by=house.staff)
    with pytest.raises(Refused, match="不能提这个角色"):
        invite(Newcomer("李明", "13800000001", role="editor", ground="x"), by=house.staff, holder="deputy")
    assert not User.objects.filter(display_name="李明").exists()


@pytest.mark.parametrize(("holder", "allowed"), [("staff", "security_admin"), ("deputy", "congress_staff")])
def test_every_other_role_is_refused(user_for, holder, allowed):
    for number, role in enumerate(ROLES):
        newcomer = Newcomer("李明", f"138000000{number:02}")
        if role.key == allowed:
            assert invite(newcomer, by=user_for(role.key), holder=holder).alive
        else:
            with pytest.raises(PermissionDenied):
                invite(newcomer, by=user_for(role.key), holder=holder)


@pytest.mark.parametrize(
    ("newcomer", "why"),
    [
        (Newcomer("", "13800000001"), "姓名"),
        (Newcomer("李明"), "至少写一个"),
        (Newcomer("李明", "1380000"), "11 位"),
        (Newcomer("李明", "13800000042"), "已经有账号"),
        (Newcomer("李明", "13800000001", role="editor"), "依据"),
    ],
)
def test_what_is_wrong_is_said_and_leaves_no_account(house, newcomer, why):
    before = User.objects.count()
    with pytest.raises(Refused, match=why):
        invite(newcomer, by=house.feng)
    assert User.objects.count() == before


def test_two_people_of_one_name_get_two_user_names(house):
    first = invite(Newcomer("李明", "13800000001"), by=house.feng).person
    second = invite(Newcomer("李明", "13800000002"), by=house.feng).person
    assert (first.username, second.username) == ("李明", "李明2")


def test_the_code_is_nowhere_in_the_database_but_in_the_letter(house, post):
    invite(FANG, by=house.staff, holder="deputy")
    code = code_for(User.objects.get(username="方谷雨"))
    with connection.cursor() as cursor:
        for table in ("life_invitation", "messaging_notice", "messaging_delivery", "audit_auditrecord"):
            cursor.execute(f"SELECT * FROM {table}")
            assert code not in str(cursor.fetchall()), table
    (letter,) = [one for one in post() if one.to == ["fgy@example.org"]]
    assert re.search(rf"/i/{re.escape(code)}/", letter.body)


def test_the_owner_activates_once_and_never_again(house):
    person = invite(FANG, by=house.staff, holder="deputy").person
    code = code_for(person)
    assert activate(code, GOOD) == person
    person = fresh(person)
    assert person.check_password(GOOD)
    assert (person.standing, person.must_change_password) == (Standing.ACTIVE, False)
    with pytest.raises(Refused, match="不能用了"):
        activate(code, GOOD + "再来")
    assert not fresh(person).check_password(GOOD + "再来")
    assert {e.verb for e in Event.objects.filter(person=person)} == {"accounts.invited", "accounts.activated"}


def test_a_weak_password_is_refused_and_the_link_still_works(house):
    code = code_for(invite(FANG, by=house.staff, holder="deputy").person)
    with pytest.raises(ValidationError):
        activate(code, "fang1234")
    assert activate(code, GOOD)


@pytest.mark.parametrize("end", ["expire", "revoke", "resend", "switch_off"])
def test_a_link_that_is_over_says_no_more_than_one_that_never_was(house, end, time_machine):
    person = invite(FANG, by=house.staff, holder="deputy").person
    code = code_for(person)
    if end == "expire":
        time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1))
    elif end == "revoke":
        revoke_link(person, by=house.staff)
    elif end == "resend":
        resend_link(person, by=house.staff)
        assert invitation_of(code_for(person)).person == person
    else:
        User.objects.filter(pk=person.pk).update(is_active=False)
    said = []
    for one in (code, "x" * 24):
        assert invitation_of(one) is None
        with pytest.raises(Refused) as refused:
            activate(one, GOOD)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_a_letter_that_still_waits_is_not_sent_with_a_dead_link(house, post):
    person = invite(FANG, by=house.staff, holder="deputy").person
    revoke_link(person, by=house.staff)
    assert [one for one in post() if one.to == ["fgy@example.org"]] == []
    resend_link(person, by=house.staff)
    assert len([one for one in post() if one.to == ["fgy@example.org"]]) == 1


def test_who_activated_gets_no_other_link(house):
    person = invite(FANG, by=house.staff, holder="deputy").person
    activate(code_for(person), GOOD)
    with pytest.raises(Refused, match="已经激活"):
        resend_link(person, by=house.staff)


def test_somebody_who_may_not_invite_this_kind_resends_and_revokes_nothing(house):
    person = invite(Newcomer("李明", "13800000001"), by=house.feng).person
    for verb in (resend_link, revoke_link):
        with pytest.raises(PermissionDenied):
            verb(person, by=house.staff)
    assert Invitation.objects.alive().filter(person=person, digest=digest_of(code_for(person))).exists()


FIRST = ["--system=郑启航:13900000001", "--security=冯守正:13900000002", "--audit=严清白:13900000003"]
HEAD = "--head=秦致远:13900000004"


def test_the_first_administrators_are_made_once_with_links_and_without_passwords(db):
    out = StringIO()
    call_command("first_administrators", *FIRST, HEAD, stdout=out)
    links = re.findall(r"/i/([\w-]{24})/", out.getvalue())
    assert len(set(links)) == 4
    people = User.objects.filter(standing=Standing.INVITED)
    assert not any(person.has_usable_password() for person in people)
    roles = {role.key for person in people for role in person.roles}
    assert roles == {"system_admin", "security_admin", "audit_admin", "office_head"}
    assert [activate(code, GOOD).is_active for code in links]
    with pytest.raises(CommandError, match="已经有管理员"):
        call_command("first_administrators", *FIRST, HEAD)
    assert AuditRecord.objects.filter(verb="accounts.first_administrators").count() == 4


def test_one_person_cannot_be_two_of_the_first_administrators(db):
    with pytest.raises(CommandError, match="四个人"):
        call_command("first_administrators", *FIRST, "--head=秦致远:13900000001")
    assert not User.objects.filter(standing=Standing.INVITED).exists()

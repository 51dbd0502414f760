"""A role is given by two people, taken by one, and in an emergency for hours only."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from foundation.accounts.roles import BY_KEY, ROLES
from foundation.audit.models import AuditRecord
from foundation.notices.models import Notice
from foundation.rights.models import Grant, State
from foundation.rights.refusals import Refused
from foundation.rights.scopes import Scope
from foundation.rights.services import (
    approve_grant,
    break_glass,
    end_grant,
    end_what_ran_out,
    propose_grant,
    refuse_grant,
    roles_without_grant,
)
from foundation.rulebook.models import RuleVersion

from .conftest import fresh

SOURCE = "办发〔2026〕3号"


@pytest.fixture
def proposed(house):
    return propose_grant(house.wang, "editor", by=house.feng, ground=SOURCE)


def verbs_of(grant) -> list[str]:
    return list(
        AuditRecord.objects.filter(object_key=f"grant:{grant.pk}")
        .order_by("sequence")
        .values_list("verb", flat=True)
    )


def test_a_proposal_changes_nothing_until_a_second_person_approves(house, proposed):
    assert not fresh(house.wang).has_role("editor")
    approve_grant(proposed, by=house.head, decision="同意")
    assert fresh(house.wang).has_role("editor")
    assert verbs_of(proposed) == ["accounts.propose_grant", "accounts.approve_grant"]
    told = Notice.objects.filter(template="rights.granted").values_list("person", flat=True)
    assert set(told) == {house.wang.pk, house.feng.pk}


def test_those_who_may_approve_are_told_of_a_proposal(house, proposed):
    told = Notice.objects.filter(template="rights.proposed").values_list("person", flat=True)
    assert set(told) == {house.shi.pk, house.head.pk}


def test_nobody_approves_what_they_proposed_or_what_is_for_them(house, proposed):
    with pytest.raises(Refused, match="两个人"):
        approve_grant(proposed, by=house.feng)
    for_shi = propose_grant(house.shi, "editor", by=house.feng, ground=SOURCE)
    with pytest.raises(Refused, match="给自己"):
        approve_grant(for_shi, by=house.shi)
    with pytest.raises(Refused, match="不能给自己"):
        propose_grant(house.feng, "editor", by=house.feng, ground=SOURCE)
    assert not fresh(house.wang).roles


def test_a_doubled_click_approves_once(house, proposed):
    approve_grant(proposed, by=house.head)
    with pytest.raises(Refused, match="有效"):
        approve_grant(proposed, by=house.shi)
    assert verbs_of(proposed).count("accounts.approve_grant") == 1


def test_the_same_is_not_proposed_twice_but_again_after_a_refusal(house, proposed):
    with pytest.raises(Refused, match="已经有这一项"):
        propose_grant(house.wang, "editor", by=house.shi, ground=SOURCE)
    refuse_grant(proposed, by=house.head, decision="岗位未定")
    assert not fresh(house.wang).roles
    again = propose_grant(house.wang, "editor", by=house.feng, ground=SOURCE)
    assert again.pk != proposed.pk


def test_two_proposals_do_not_end_in_one_person_with_two_administrators_roles(house):
    propose_grant(house.wang, "system_admin", by=house.feng, ground=SOURCE)
    with pytest.raises(Refused, match="三个人"):
        propose_grant(house.wang, "audit_admin", by=house.shi, ground=SOURCE)


def test_taking_a_role_away_needs_one_person_and_a_reason(house, proposed):
    approve_grant(proposed, by=house.head)
    with pytest.raises(Refused, match="理由"):
        end_grant(proposed, by=house.feng, reason=" ")
    end_grant(proposed, by=house.feng, reason="调离")
    assert not fresh(house.wang).roles
    with pytest.raises(Refused, match="已结束"):
        end_grant(proposed, by=house.shi, reason="调离")
    assert Grant.objects.get(pk=proposed.pk).end_reason == "调离"


def test_a_role_granted_twice_over_stays_while_one_grant_stands(house, monkeypatch):
    monkeypatch.setattr(
        "foundation.rights.services.propose.kind_of",
        lambda scope: (
            type("Kind", (), {"named": staticmethod(lambda key: key)}) if scope is Scope.UNIT else None
        ),
    )
    grants = [
        propose_grant(house.wang, "unit_handler", by=house.feng, ground=SOURCE, place=place)
        for place in ("unit:1", "unit:2")
    ]
    for one in grants:
        approve_grant(one, by=house.head)
    end_grant(grants[0], by=house.feng, reason="改分工")
    assert fresh(house.wang).has_role("unit_handler")
    end_grant(grants[1], by=house.feng, reason="改分工")
    assert not fresh(house.wang).roles


def test_a_grant_ends_with_its_time_even_before_it_is_swept(house, moment, time_machine):
    moment("2026-11-22 09:00+08:00")
    until = timezone.now() + timedelta(days=1)
    made = propose_grant(house.wang, "editor", by=house.feng, ground=SOURCE, until=until)
    approve_grant(made, by=house.head)
    time_machine.shift(timedelta(days=1, seconds=1))
    assert not Grant.objects.in_force().exists()
    assert end_what_ran_out() == 1
    assert end_what_ran_out() == 0
    assert not fresh(house.wang).roles
    assert verbs_of(made)[-1] == "accounts.end_grant"
    with pytest.raises(Refused, match="已经过了"):
        propose_grant(house.wang, "editor", by=house.feng, ground=SOURCE, until=until)


def test_a_proposal_whose_time_is_over_cannot_be_approved(house, moment, time_machine):
    moment("2026-11-22 09:00+08:00")
    until = timezone.now() + timedelta(hours=1)
    made = propose_grant(house.wang, "editor", by=house.feng, ground=SOURCE, until=until)
    time_machine.shift(timedelta(hours=2))
    with pytest.raises(Refused, match="重新提出"):
        approve_grant(made, by=house.head)


def test_breaking_glass_is_at_once_for_hours_and_heard_by_all_administrators(
    house, user_for, moment, time_machine
):
    moment("2026-11-22 23:00+08:00")
    auditor, system = user_for("audit_admin"), user_for("system_admin")
    made = break_glass(house.wang, "chief_editor", hours=2, reason="首页有错字，总编失联", by=house.feng)
    assert fresh(house.wang).has_role("chief_editor")
    told = Notice.objects.filter(template="rights.emergency", urgent=True).values_list("person", flat=True)
    assert set(told) == {house.wang.pk, house.feng.pk, house.shi.pk, auditor.pk, system.pk}
    assert verbs_of(made) == ["accounts.break_glass"]
    time_machine.shift(timedelta(hours=2, seconds=1))
    end_what_ran_out()
    assert not fresh(house.wang).roles


def test_an_emergency_lasts_no_longer_than_the_rule_says_and_makes_no_administrator(house):
    with pytest.raises(Refused, match="最长 4 小时"):
        break_glass(house.wang, "editor", hours=5, reason="急", by=house.feng)
    assert RuleVersion.objects.filter(rule__key="accounts.emergency_hours").exists()
    for role in ("system_admin", "security_admin", "audit_admin"):
        with pytest.raises(Refused, match="三员"):
            break_glass(house.wang, role, hours=1, reason="急", by=house.feng)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"role": "king"}, "没有这个角色"),
        ({"ground": "  "}, "依据"),
        ({"place": "unit:1"}, "不分范围"),
    ],
)
def test_what_cannot_be_is_said(house, values, said):
    asked = {"role": "editor", "ground": SOURCE, **values}
    with pytest.raises(Refused, match=said):
        propose_grant(house.wang, by=house.feng, **asked)
    assert not Grant.objects.exists()


def test_an_account_that_was_switched_off_gets_nothing(house, proposed):
    house.wang.is_active = False
    house.wang.save()
    with pytest.raises(Refused, match="已停用"):
        approve_grant(proposed, by=house.head)
    with pytest.raises(Refused, match="已停用"):
        propose_grant(house.wang, "media_operator", by=house.feng, ground=SOURCE)


MAY = {
    "propose": (
        {"security_admin"},
        lambda h, u: propose_grant(h.wang, "media_operator", by=u, ground=SOURCE),
    ),
    "approve": ({"security_admin", "office_head"}, lambda h, u: approve_grant(Grant.objects.get(), by=u)),
    "refuse": (
        {"security_admin", "office_head"},
        lambda h, u: refuse_grant(Grant.objects.get(), by=u, decision="不"),
    ),
    "end": ({"security_admin"}, lambda h, u: end_grant(Grant.objects.get(), by=u, reason="调离")),
    "break glass": (
        {"security_admin"},
        lambda h, u: break_glass(h.wang, "media_operator", hours=1, reason="急", by=u),
    ),
}


@pytest.mark.parametrize("verb", MAY)
@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_each_verb_asks_for_its_roles(house, proposed, user_for, verb, role):
    roles, attempt = MAY[verb]
    user = user_for(role)
    if role in roles:
        attempt(house, user)
        return
    with pytest.raises(PermissionDenied):
        attempt(house, user)
    assert Grant.objects.get().state == State.PROPOSED
    assert not fresh(house.wang).roles


def test_a_membership_nobody_granted_is_found(house, proposed):
    approve_grant(proposed, by=house.head)
    house.wang.groups.add(Group.objects.get(name=BY_KEY["deputy"].group))
    found = [(person, role) for person, role in roles_without_grant() if person == house.wang]
    assert found == [(house.wang, "deputy")]

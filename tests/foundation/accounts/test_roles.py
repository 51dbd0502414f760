"""Roles are groups, and the three administrators are three people."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import User
from foundation.accounts.roles import ROLES


@pytest.fixture
def person(db):
    return User.objects.create(username="李雷", display_name="李雷", phone="13800000042")


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def test_every_role_is_a_group_after_migration(db):
    assert {role.group for role in ROLES} <= set(Group.objects.values_list("name", flat=True))
    assert len({role.key for role in ROLES}) == len({role.name for role in ROLES}) == len(ROLES)


def test_a_person_has_the_roles_of_their_groups(person):
    person.groups.add(group("编辑"), group("初审"))
    assert person.has_role("editor")
    assert person.has_role("chief_editor", "first_reviewer")
    assert not person.has_role("chief_editor")
    assert {role.name for role in person.roles} == {"编辑", "初审"}
    person.is_active = False
    assert not person.has_role("editor")


def test_nobody_holds_two_of_the_three_administrators(person):
    person.groups.add(group("系统管理员"))
    with pytest.raises(ValidationError, match="不能同时是"), transaction.atomic():
        person.groups.add(group("安全管理员"))
    with pytest.raises(ValidationError, match="李雷"), transaction.atomic():
        group("审计管理员").user_set.add(person)
    with pytest.raises(ValidationError), transaction.atomic():
        person.groups.set([group("安全管理员"), group("审计管理员")])
    assert [g.name for g in person.groups.all()] == ["系统管理员"]


def test_an_administrator_can_hand_over_and_take_another_office(person):
    person.groups.add(group("系统管理员"))
    person.groups.set([group("审计管理员")])
    assert person.has_role("audit_admin")


def test_lists_show_a_phone_masked(person):
    assert person.masked_phone == "138****0042"
    assert User(username="x").masked_phone == ""

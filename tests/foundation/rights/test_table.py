"""The table itself: what the handbook of roles says of it, and that nothing in it hangs in the air."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.accounts.roles import ROLES, SEPARATED
from foundation.rights.may import demand, may
from foundation.rights.scopes import Scope
from foundation.rights.table import AREAS, BY_VERB, VERBS, place_of_role, scopes_of_role, verb

pytestmark = pytest.mark.production

OWN_AREAS = {"accounts", "audit", "rules", "notices", "system", "site"}


def test_every_verb_is_named_once_has_an_area_and_somebody_who_may():
    assert len({one.key for one in VERBS}) == len(VERBS)
    assert {one.area for one in VERBS} == AREAS.keys()
    assert all(one.holders and one.name for one in VERBS)


def test_every_role_may_do_something():
    assert all(scopes_of_role(role.key) for role in ROLES)


@pytest.mark.parametrize("role", sorted(SEPARATED))
def test_the_three_administrators_read_nothing_the_house_works_on(role):
    assert {verb.partition(".")[0] for verb in scopes_of_role(role)} <= OWN_AREAS


def test_no_administrator_both_acts_and_reads_the_trace():
    assert BY_VERB["audit.read"].holders == {"audit_admin": Scope.ALL}
    assert set(scopes_of_role("audit_admin")) == {"audit.read"}
    assert "accounts.propose_grant" not in scopes_of_role("system_admin")


def test_a_unit_evaluates_nothing_and_a_deputy_only_what_is_theirs():
    assert BY_VERB["suggestions.evaluate"].holders == {"deputy": Scope.OWN}


def test_a_role_with_a_place_is_granted_for_that_kind_of_place():
    assert place_of_role("unit_handler") is Scope.UNIT
    assert place_of_role("session_secretariat") is Scope.TERM
    assert place_of_role("delegation_staff") is Scope.DELEGATION
    assert place_of_role("congress_staff") is None


def test_a_row_with_an_unknown_role_or_one_named_twice_is_no_row():
    with pytest.raises(ValueError, match="nobody"):
        verb("suggestions.new", "新", all="nobody")
    with pytest.raises(ValueError, match="twice"):
        verb("suggestions.new", "新", own="deputy", all="deputy")


@pytest.mark.parametrize("one", VERBS, ids=lambda one: one.key)
def test_exactly_the_named_roles_may_do_a_verb(user_for, one):
    for role in ROLES:
        user = user_for(role.key)
        # a place nobody granted reaches no thing, but the verb is the role's
        assert may(user, one.key) == (role.key in one.holders), role.key
        assert user.has_perm(one.key) == (role.key in one.holders), role.key


def test_rank_gives_no_right_and_neither_does_an_account_that_was_switched_off(user_for, django_user_model):
    root = django_user_model.objects.create_superuser("root", password="x")
    assert not may(root, "accounts.propose_grant")
    left = user_for("security_admin")
    left.is_active = False
    assert not may(left, "accounts.propose_grant")


def test_a_refusal_says_what_and_who_may(user_for):
    with pytest.raises(PermissionDenied, match=r"“批准授权”.*办公室负责人"):
        demand(user_for("editor"), "accounts.approve_grant")


def test_an_unknown_verb_is_a_fault_of_the_program(user_for):
    with pytest.raises(KeyError):
        may(user_for("editor"), "content.fly")

"""Who may do what: every verb × every role, allowed or refused."""

import copy
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.editorial import services
from cms.library.models import SiteDocument, SiteImage
from foundation.accounts.roles import ROLES, SEPARATED

from .conftest import make_user

pytestmark = pytest.mark.production

EDITOR, FIRST, SECOND, FINAL, CHIEF = (
    "editor",
    "first_reviewer",
    "second_reviewer",
    "final_reviewer",
    "chief_editor",
)
OFFICE = {EDITOR, FIRST, SECOND, FINAL, CHIEF}
REVIEWERS = {FIRST, SECOND, FINAL}


def a_set_of_one(office):
    """(an open release set, the one page in it)."""
    release_set = services.open_release_set("一套", office.editor)
    page = office.submitted()
    services.add_to_set(release_set, page, office.editor)
    return release_set, page


def reviewed_set(office):
    release_set, page = a_set_of_one(office)
    office.review(page)
    return release_set


def held(office):
    release_set, page = a_set_of_one(office)
    office.review(page)
    services.remove_from_set(release_set, page, office.editor)
    return page


def tomorrow():
    return timezone.now() + timedelta(days=1)


#: verb → (what there is before, what the person does with it, roles that may)
VERBS = {
    "submit their own draft": (
        lambda o: o,
        lambda o, u: services.submit_for_review(o.draft(by=u), u),
        {EDITOR, CHIEF},
    ),
    "approve at the first stage": (lambda o: o.submitted(), services.approve, {FIRST}),
    "approve at the second stage": (lambda o: o.review(o.submitted(), 1), services.approve, {SECOND}),
    "approve at the third stage": (lambda o: o.review(o.submitted(), 2), services.approve, {FINAL}),
    "send back at the first stage": (
        lambda o: o.submitted(),
        lambda p, u: services.send_back(p, u, "改"),
        {FIRST},
    ),
    "publish urgently": (lambda o: o.draft(), lambda p, u: services.publish_urgently(p, u, "急"), {CHIEF}),
    "check an urgent item": (
        lambda o: services.publish_urgently(o.draft(), o.chief_editor, "急"),
        services.confirm_urgent,
        {*REVIEWERS, CHIEF},
    ),
    "withdraw": (lambda o: o.published(), lambda p, u: services.withdraw(p, u, "错"), {FINAL, CHIEF}),
    "cancel a schedule": (
        lambda o: o.published(go_live_at=tomorrow()),
        services.unschedule,
        {FINAL, CHIEF},
    ),
    "publish what was held": (held, services.publish_held, {FINAL, CHIEF}),
    "open a release set": (lambda o: "一套", services.open_release_set, OFFICE),
    "release a set": (reviewed_set, services.release, {FINAL, CHIEF}),
    "change the first date": (
        lambda o: o.published(),
        lambda p, u: services.backdate(p, u, timezone.now() - timedelta(days=1), "误"),
        {CHIEF},
    ),
}
KEYS = [role.key for role in ROLES]


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_open_to_its_roles_and_closed_to_all_others(office, verb):
    prepare, attempt, allowed = VERBS[verb]
    there, outcome = prepare(office), {}
    for key in KEYS:
        user = make_user(f"某{key}", key)
        try:
            with transaction.atomic():
                attempt(
                    copy.deepcopy(there), user
                )  # the one before may have changed it, the database forgot that
                outcome[key] = True
                transaction.set_rollback(True)
        except PermissionDenied:
            outcome[key] = False
    assert {key for key, done in outcome.items() if done} == allowed


def test_nobody_holds_wagtails_publish_permission(office):
    page = office.published()
    for key in KEYS:
        tester = page.permissions_for_user(make_user(f"某{key}", key))
        assert [tester.can_publish(), tester.can_unpublish(), tester.can_delete()] == [False] * 3, key


def test_an_editor_changes_their_own_texts_only(office):
    page = office.draft()
    other = make_user("另一编辑", "editor")
    assert page.permissions_for_user(office.editor).can_edit()
    assert not page.permissions_for_user(other).can_edit()
    assert page.permissions_for_user(office.chief_editor).can_edit()


@pytest.mark.parametrize("role", sorted(SEPARATED))
def test_the_three_administrators_have_no_door_to_content(office, role):
    user = make_user(f"某{role}", role)
    assert not office.draft().permissions_for_user(user).can_edit()
    for model in (Page, SiteImage, SiteDocument):
        policy = policy_registry.get_by_type(model)
        assert not policy.user_has_any_permission(user, {"add", "change", "delete", "choose", "publish"})


def test_the_media_operator_keeps_pictures_and_files_but_no_pages(office):
    user = office.media_operator
    assert user.has_perm("wagtailadmin.access_admin")
    for model in (SiteImage, SiteDocument):
        policy = policy_registry.get_by_type(model)
        assert policy.user_has_permission(user, "add")
        assert not policy.user_has_permission(make_user(f"初审 {model.__name__}", "first_reviewer"), "add")
    assert not office.draft().permissions_for_user(user).can_edit()

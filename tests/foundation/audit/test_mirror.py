"""What people do in Wagtail, and when they come and go, is in the audit log: once each, without their content."""

import pytest
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from foundation.audit.models import AuditRecord
from foundation.audit.services import verify


@pytest.fixture
def page(db) -> Page:
    return Page.objects.get(depth=1).add_child(instance=Page(title="不外传的标题", slug="x"))


def verbs() -> list[str]:
    return list(AuditRecord.objects.order_by("sequence").values_list("verb", flat=True))


def test_acts_on_a_page_are_mirrored_once_with_their_actor(page, user_for):
    editor = user_for(display_name="林知夏", is_superuser=True)
    revision = page.save_revision(user=editor, log_action=True)
    revision.publish(user=editor)
    page.refresh_from_db()
    page.unpublish(user=editor)
    assert verbs() == [entry.action for entry in PageLogEntry.objects.order_by("id")]
    assert "wagtail.edit" in verbs()
    first = AuditRecord.objects.get(verb="wagtail.edit")
    assert (first.actor, first.actor_name, first.object_key) == (editor, "林知夏", f"page:{page.pk}")
    assert not AuditRecord.objects.filter(detail__icontains="不外传").exists()
    assert verify().sound


def test_acts_on_other_things_are_mirrored(user_for):
    person = user_for()
    log(person, "wagtail.edit", user=person)
    assert AuditRecord.objects.get().object_key == f"accounts.user:{person.pk}"


def test_coming_and_going_is_recorded(user_for):
    user_for(username="王芳", display_name="王芳")
    client = Client()
    client.post("/accounts/login/", {"login": "王芳", "password": "correct horse 4 battery"})
    client.post("/accounts/logout/")
    assert verbs() == ["accounts.login", "accounts.logout"]
    assert AuditRecord.objects.first().actor_name == "王芳"


def test_a_failed_login_leaves_no_name(user_for):
    person = user_for(username="王芳")
    for name in ("王芳", "某陌生人", "王芳"):
        Client().post("/accounts/login/", {"login": name, "password": "wrong"})
    rows = AuditRecord.objects.filter(verb="accounts.login_failed")
    assert [row.result for row in rows] == ["refused"] * 3
    digests = [row.detail["name_digest"] for row in rows]
    assert digests[0] == digests[2] != digests[1]
    assert all(person.username not in str(row.detail) and row.actor is None for row in rows)
    assert {row.detail["network"] for row in rows} == {"127.0.0.0/24"}

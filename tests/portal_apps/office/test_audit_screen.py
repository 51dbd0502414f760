"""Only the audit administrator reads the log, and an export leaves its own trace."""

import csv
import io

import pytest

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.audit.services import record


@pytest.fixture
def auditor(client_for):
    return client_for("audit_admin")


@pytest.fixture
def history(user_for) -> None:
    wang = user_for(display_name="王芳")
    record(actor=wang, verb="wagtail.publish", object_key="page:7")
    record(actor=wang, verb="wagtail.edit", object_key="page:8", reason="=cmd()")
    record(
        actor=user_for(display_name="李雷"), verb="editorial.withdraw", object_key="=1+1", result="refused"
    )


@pytest.mark.parametrize("role", [role.key for role in ROLES if role.key != "audit_admin"])
def test_nobody_else_may_read_or_export(client_for, role):
    client = client_for(role)
    assert client.get("/audit/").status_code == client.get("/audit/export/").status_code == 403


def test_a_superuser_without_the_role_may_not_either(client_for, user_for):
    assert client_for(user_for(is_superuser=True)).get("/audit/").status_code == 403


@pytest.mark.parametrize(
    ("query", "objects"),
    [
        ("text=王芳", {"page:7", "page:8"}),
        ("verb=wagtail.edit", {"page:8"}),
        ("text=page:7", {"page:7"}),
        ("since=2000-01-01&until=2000-01-02", set()),
        ("until=someday&verb=editorial.withdraw", {"=1+1"}),
    ],
)
def test_records_are_found_by_person_verb_object_and_day(auditor, history, query, objects):
    page = auditor.get(f"/audit/?{query}").context["page"]
    assert {entry.object_key for entry in page} == objects


def test_the_chain_can_be_verified_on_the_screen(auditor, history):
    assert "链完好" in auditor.get("/audit/?verify=1").content.decode()


def test_an_export_holds_what_was_found_and_is_recorded(auditor, history):
    answer = auditor.get("/audit/export/?verb=editorial.withdraw")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[4] for row in rows] == ["对象", "'=1+1"]
    trace = AuditRecord.objects.get(verb="audit.export")
    assert trace.detail == {"rows": 1, "conditions": {"verb": "editorial.withdraw"}}
    assert trace.actor.has_role("audit_admin")


def test_nothing_can_be_posted(auditor, history):
    before = AuditRecord.objects.count()
    auditor.post("/audit/", {"verb": "x"})
    assert AuditRecord.objects.count() == before

"""Only the audit administrator reads the log, and an export leaves its own trace."""

import csv
import hashlib
import io
import json

import pytest

from foundation.accounts.roles import ROLES
from foundation.audit.anchors import Anchor
from foundation.audit.keys import ring
from foundation.audit.models import AuditRecord
from foundation.audit.services import acting, anchor_now, record, record_many
from foundation.audit.sheet import grouped


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
    for address in ("/audit/", "/audit/export/", "/audit/sheet/", "/audit/1/"):
        assert client.get(address).status_code == 403


def test_a_superuser_without_the_role_may_not_either(client_for, user_for):
    assert client_for(user_for(is_superuser=True)).get("/audit/").status_code == 403


@pytest.mark.parametrize(
    ("query", "objects"),
    [
        ("person=王芳", {"page:7", "page:8"}),
        ("verb=wagtail.edit", {"page:8"}),
        ("object=page:7", {"page:7"}),
        ("object=page:*&result=ok", {"page:7", "page:8"}),
        ("result=refused", {"=1+1"}),
        ("address=203.0.113.9", set()),
        ("since=2000-01-01&until=2000-01-02", set()),
        ("until=someday&verb=editorial.withdraw", {"=1+1"}),
    ],
)
def test_records_are_found_by_person_verb_object_and_day(auditor, history, query, objects):
    records = auditor.get(f"/audit/?{query}").context["records"]
    assert {entry.object_key for entry in records} == objects


def test_the_chain_can_be_verified_on_the_screen(auditor, history):
    assert "链完好" in auditor.get("/audit/?verify=1").content.decode()


def test_an_export_holds_what_was_found_and_is_recorded(auditor, history):
    answer = auditor.get("/audit/export/?verb=editorial.withdraw")
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [row[4] for row in rows[:-1]] == ["对象", "'=1+1"]
    assert rows[-1][0] == "证明"
    trace = AuditRecord.objects.get(verb="audit.export")
    assert trace.detail == {"rows": 1, "conditions": {"verb": "editorial.withdraw"}, "format": "csv"}
    assert trace.actor.has_role("audit_admin")


def test_an_export_as_lines_carries_its_proof(auditor, history):
    """Whoever gets the file can check the seal of each line with the key, and that no line was taken out."""
    lines = b"".join(auditor.get("/audit/export/?format=jsonl")).splitlines(keepends=True)
    rows, proof = [json.loads(line) for line in lines[:-1]], json.loads(lines[-1])["proof"]
    assert proof["records"] == len(rows) == rows[0]["sequence"]
    assert proof["last"] == {"sequence": rows[0]["sequence"], "hash": rows[0]["hash"]}
    assert proof["first"]["sequence"] == 1
    assert proof["sha256"] == hashlib.sha256(b"".join(lines[:-1])).hexdigest()
    assert Anchor(**proof["head"]).genuine(ring())


def test_looking_for_a_person_is_recorded_without_the_name(auditor, history):
    auditor.get("/audit/?person=王芳")
    trace = AuditRecord.objects.get(verb="audit.view")
    assert "王芳" not in str(trace.detail)
    auditor.get("/audit/?verb=wagtail.edit")
    assert AuditRecord.objects.filter(verb="audit.view").count() == 1


def test_one_record_is_shown_with_its_acts_and_digests_and_the_look_is_recorded(auditor, user_for):
    person = user_for(display_name="王芳")
    with acting(actor=person, verb="editorial.withdraw", object_key="page-7"):
        record(actor=person, verb="wagtail.unpublish", object_key="page:7", before="a" * 64, after="b" * 64)
    entry = AuditRecord.objects.get(verb="editorial.withdraw")
    text = auditor.get(f"/audit/{entry.sequence}/").content.decode()
    for part in (
        "撤稿",
        "wagtail.unpublish",
        "aaaaaaaaaaaaaaaa → bbbbbbbbbbbbbbbb",
        entry.hash,
        entry.previous_hash,
    ):
        assert part in text
    assert AuditRecord.objects.filter(verb="audit.view", object_key=f"audit:{entry.sequence}").exists()
    assert [found.sequence for found in auditor.get("/audit/?object=page:7").context["records"]] == [
        entry.sequence
    ]
    assert auditor.get("/audit/999999/").status_code == 404


def test_pages_go_on_from_the_last_record_shown(auditor, user_for):
    record_many({"actor": None, "verb": "wagtail.edit", "object_key": f"page:{n}"} for n in range(120))
    seen, query = [], "verb=wagtail.edit"
    while query:
        context = auditor.get(f"/audit/?{query}").context
        seen += [entry.object_key for entry in context["records"]]
        query = context["more"] and f"verb=wagtail.edit&below={context['more']}"
    assert seen == [f"page:{n}" for n in reversed(range(120))]


def test_the_sheet_for_the_safe_shows_the_head(auditor, history):
    head = AuditRecord.objects.head()
    assert grouped(head) in auditor.get("/audit/sheet/").content.decode()
    assert AuditRecord.objects.filter(verb="audit.sheet").count() == 1


def test_the_last_head_outside_is_shown(auditor, history, settings, tmp_path):
    assert "还没有存到外面" in auditor.get("/audit/").content.decode()
    settings.AUDIT_ANCHORS = f"file:{tmp_path / 'heads'}"
    anchor_now()
    assert "链头存证" in auditor.get("/audit/").content.decode()
    (tmp_path / "blocked").write_text("")
    settings.AUDIT_ANCHORS = f"file:{tmp_path / 'blocked' / 'heads'}"
    anchor_now()
    assert "没有存成" in auditor.get("/audit/").content.decode()


@pytest.mark.parametrize("address", ["/audit/", "/audit/1/", "/audit/export/", "/audit/sheet/"])
def test_nothing_can_be_posted(auditor, history, address):
    before = AuditRecord.objects.count()
    assert auditor.post(address, {"verb": "x"}).status_code == 405
    assert AuditRecord.objects.count() == before

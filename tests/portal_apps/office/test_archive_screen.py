"""What lies in files is listed, searched, downloaded and compared by the audit administrator, as what does not."""

import gzip
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.audit.models import AuditRecord
from foundation.audit.services import record, remove_archived, seal_old


@pytest.fixture
def auditor(client_for, archive):
    return client_for("audit_admin")


@pytest.fixture
def archive(user_for, settings, tmp_path):
    """Records 1 to 3 stand in a file only."""
    settings.AUDIT_ARCHIVES = f"file:{tmp_path}"
    wang = user_for(display_name="王芳")
    record(actor=wang, verb="wagtail.publish", object_key="page:7")
    record(actor=wang, verb="wagtail.edit", object_key="page:8")
    record(actor=None, verb="editorial.withdraw", object_key="page:8", result="refused")
    record(actor=None, verb="wagtail.edit", object_key="page:9")
    (made,) = seal_old(timezone.now() + timedelta(days=2000))
    remove_archived()
    return made


def test_the_log_says_what_lies_in_files_and_the_list_whether_they_are_whole(auditor, archive, tmp_path):
    assert "第 3 号以前的已封存" in auditor.get("/audit/").content.decode()
    assert "只在文件里" in auditor.get("/audit/archives/").content.decode()
    assert "完好" in auditor.get("/audit/archives/?check=1").content.decode()
    (tmp_path / archive.file).unlink()
    assert "不见了" in auditor.get("/audit/archives/?check=1").content.decode()
    results = AuditRecord.objects.filter(verb="audit.verify").values_list("result", flat=True)
    assert list(results) == ["ok", "failed"]


@pytest.mark.parametrize(
    ("query", "objects"),
    [
        ("", ["page:8", "page:8", "page:7"]),
        ("person=王芳", ["page:8", "page:7"]),
        ("verb=wagtail.edit", ["page:8"]),
        ("object=page:*&result=refused", ["page:8"]),
        ("address=203.0.113.9", []),
        ("until=2000-01-02", []),
        ("since=2000-01-01&below=2", ["page:7"]),
    ],
)
def test_a_file_is_searched_with_the_conditions_of_the_log(auditor, archive, query, objects):
    found = auditor.get(f"/audit/archives/1/?{query}").context["records"]
    assert [entry.object_key for entry in found] == objects
    assert AuditRecord.objects.filter(verb="audit.view", object_key="audit:1-3").count() == 1


def test_one_record_is_shown_from_its_file_and_the_file_is_downloaded_with_a_trace(auditor, archive):
    assert "page:8" in auditor.get("/audit/2/").content.decode()
    lines = gzip.decompress(auditor.get("/audit/archives/1/file/").content).splitlines()
    assert [json.loads(line).get("sequence") for line in lines] == [1, 2, 3, None]
    told = AuditRecord.objects.get(verb="audit.archive.export")
    assert (told.object_key, told.detail) == ("audit:1-3", {"sha256": archive.sha256})


def test_a_changed_file_is_neither_shown_nor_handed_out(auditor, archive, tmp_path):
    path = tmp_path / archive.file
    path.chmod(0o640)
    path.write_bytes(b"x")
    for address in ("/audit/archives/1/", "/audit/archives/1/file/"):
        answer = auditor.get(address)
        assert (answer.status_code, "被改过" in answer.content.decode()) == (409, True)
    assert auditor.get("/audit/2/").status_code == 404


def test_nobody_else_sees_files(client_for, archive):
    for address in ("/audit/archives/", "/audit/archives/1/", "/audit/archives/1/file/"):
        assert client_for("system_admin").get(address).status_code == 403

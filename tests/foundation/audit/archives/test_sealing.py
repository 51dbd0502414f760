"""What is older than the rule leaves the database for files, and the chain goes on through them."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from minio.error import S3Error

from foundation.audit.archives import ArchiveFault
from foundation.audit.models import AuditArchive, AuditRecord
from foundation.audit.services import archive as archives
from foundation.audit.services import remove_archived, seal_old, verify
from foundation.audit.services.verify import verify_recent

from .conftest import write

pytestmark = pytest.mark.django_db


def _archive(first):
    return AuditArchive.objects.get(first=first)


def test_what_is_older_than_the_rule_leaves_the_database_and_the_chain_stays_whole(
    aged, outside, monkeypatch
):
    monkeypatch.setattr(archives, "SEGMENT", 4)
    assert [(one.first, one.last) for one in seal_old()] == [(1, 4), (5, 7)]
    assert (verify().sound, AuditRecord.objects.oldest()) == (True, 1)
    assert remove_archived() == 7
    assert AuditRecord.objects.oldest() == 8
    verdict = verify()
    assert (verdict.sound, verdict.records, verdict.problem) == (True, 14, "")
    assert verify_recent().sound
    assert verify(first=3, last=9).records == 7
    assert seal_old() == []
    assert remove_archived() == 0
    told = AuditRecord.objects.filter(verb="audit.archive.remove").values_list("object_key", "detail__sha256")
    assert list(told) == [("audit:1-4", _archive(1).sha256), ("audit:5-7", _archive(5).sha256)]


def test_the_months_are_a_rule_and_the_newest_record_always_stays(aged, decided, moment):
    decided("audit.archive_months", 60)
    assert seal_old() == []
    decided("audit.archive_months", 6)
    moment("2030-01-01 09:00+08:00")
    assert [(one.first, one.last) for one in seal_old()] == [(1, 9)]
    remove_archived()
    left = AuditRecord.objects.values_list("verb", flat=True)
    assert list(left) == ["test.done", "audit.archive", "audit.archive.remove"]
    assert verify().sound


def test_nothing_is_removed_that_no_file_holds(aged):
    for table in ("audit_auditact", "audit_auditrecord"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {table}")
    seal_old()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute("DELETE FROM audit_auditrecord WHERE sequence = 9")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditArchive.objects.all().delete()


def test_a_bucket_keeps_files_that_nobody_can_remove(s3, settings, decided, moment):
    now = timezone.now()
    moment("2022-11-01 09:00+08:00")
    write(7, None)
    moment(now.isoformat())
    write(1, None)
    client, bucket = s3.client(), f"{s3.bucket}-archives"
    client.make_bucket(bucket_name=bucket, object_lock=True)
    settings.AUDIT_S3 = {
        "endpoint": f"http://{s3.endpoint}",
        "access_key": s3.access_key,
        "secret_key": s3.secret_key,
    }
    settings.AUDIT_ARCHIVES = f"s3:{bucket}/old"
    decided("audit.lock_days", 200)
    archive = seal_old()[0]
    assert remove_archived() == 7
    assert verify().sound
    (item,) = client.list_objects(bucket_name=bucket, recursive=True, include_version=True)
    kept = client.get_object_retention(
        bucket_name=bucket, object_name=item.object_name, version_id=item.version_id
    )
    assert (kept.retain_until_date - timezone.now()).days in (199, 200)
    with pytest.raises(S3Error):
        client.remove_object(bucket_name=bucket, object_name=item.object_name, version_id=item.version_id)
    client.remove_object(bucket_name=bucket, object_name=item.object_name)
    assert f"{archive.file} 不见了" in verify().problem


def test_a_damaged_copy_keeps_the_records_in_the_database(aged, outside):
    archive = seal_old()[0]
    path = outside / "second" / archive.file
    path.chmod(0o640)
    path.write_bytes(b"x")
    with pytest.raises(ArchiveFault, match="没有移除"):
        remove_archived()
    assert AuditRecord.objects.oldest() == 1


def test_a_place_that_cannot_be_written_seals_nothing(aged, outside):
    (outside / "second").write_text("")
    with pytest.raises(ArchiveFault, match="写不进"):
        seal_old()
    assert not AuditArchive.objects.exists()


def test_files_are_listed_and_searched_by_command(aged):
    def said(*words):
        out = StringIO()
        call_command("audit_archive", *words, "--json", stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    assert said("seal")[0]["last"] == 7
    assert said("remove") == [{"removed": 7}]
    assert (said("list")[0]["fault"], said("list")[0]["in_database"]) == ("", False)
    assert [one["sequence"] for one in said("find", "thing:2")] == [3]
    assert [one["verb"] for one in said("find", "5")] == ["test.done"]
    assert AuditRecord.objects.filter(verb="audit.view").count() == 2

"""The key lies outside the database, the heads lie outside too: who owns the database alone can forge nothing."""

import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from minio.error import S3Error

from foundation.audit import triggers
from foundation.audit.anchors import kept_anchors
from foundation.audit.chain import GENESIS, digest
from foundation.audit.checks import audit_faults
from foundation.audit.keys import KeyFault, ring, write_ring
from foundation.audit.models import AuditAnchor, AuditRecord
from foundation.audit.services import anchor_if_due, anchor_now, record, verify, verify_recent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    """A key and a file of heads of this test alone."""
    settings.AUDIT_KEY_FILE = str(tmp_path / "keys" / "audit.json")
    settings.AUDIT_ANCHORS = f"file:{tmp_path / 'heads' / 'audit.jsonl'}"
    return tmp_path


def write(count: int) -> None:
    for number in range(count):
        record(actor=None, verb="test.act", object_key=f"thing:{number}")


def forge(sql: str) -> None:
    triggers.remove(None, SimpleNamespace(connection=connection))
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_records_of_every_key_stay_verifiable_after_a_rotation():
    write(3)
    old = ring().newest.id
    call_command("audit_keys", "rotate", stdout=StringIO())
    write(3)
    assert ring().newest.id != old
    assert AuditRecord.objects.get(verb="audit.key.rotate").key_id == ring().newest.id
    assert verify().sound
    assert verify().records == 7


def test_the_key_is_nowhere_but_in_its_file(outside, settings):
    out = StringIO()
    settings.AUDIT_KEY_MAKE = False
    with pytest.raises(KeyFault, match="audit_keys make"):
        record(actor=None, verb="test.act")
    call_command("audit_keys", "make", stdout=out)
    call_command("audit_keys", "list", stdout=out)
    file = outside / "keys" / "audit.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert ring().newest.secret not in out.getvalue() + str(list(AuditRecord.objects.values()))
    with pytest.raises(CommandError, match="rotate"):
        call_command("audit_keys", "make")
    file.chmod(0o644)
    with pytest.raises(KeyFault, match="chmod 600"):
        ring()


def test_another_key_proves_nothing(outside, settings):
    write(2)
    settings.AUDIT_KEY_FILE = str(outside / "other.json")
    write_ring(outside / "other.json")
    settings.AUDIT_ANCHORS = ""
    assert verify().bad_sequence == 1


def test_records_from_before_there_was_a_key_stay_verifiable_and_no_later_one_passes_for_them(outside):
    head = GENESIS
    for number in (1, 2):
        old = AuditRecord(
            sequence=number, at=timezone.now(), actor_name="系统", verb="test.act", previous_hash=head
        )
        old.hash = head = digest(old)
        old.save(force_insert=True)
    write(2)
    assert ring().newest.first == 3
    assert verify().records == 4
    forge("UPDATE audit_auditrecord SET roles = 'system_admin' WHERE sequence = 1")
    assert verify().bad_sequence == 1


def test_a_cut_tail_is_found_by_the_head_outside(outside):
    write(5)
    anchor_now()
    write(2)
    assert verify().anchored == 5
    forge("DELETE FROM audit_auditrecord WHERE sequence >= 4")
    assert (verify().bad_sequence, "第 5 号" in verify().problem) == (4, True)
    assert verify_recent().bad_sequence == 4


def test_only_what_came_after_the_last_head_outside_is_read_when_asked(outside):
    write(5)
    anchor_now()
    write(2)
    assert verify_recent().records == 3
    assert verify(first=2, last=4).records == 3
    out = StringIO()
    call_command("verify_audit", "--recent", "--json", stdout=out)
    assert json.loads(out.getvalue())["sound"] is True


def test_a_forged_head_is_no_head(outside):
    write(3)
    anchor_now()
    file = outside / "heads" / "audit.jsonl"
    told = json.loads(file.read_text())
    file.write_text(json.dumps({**told, "hash": "0" * 64}) + "\n")
    assert "不是本系统写的" in verify().problem
    file.write_text("garbage\n")
    assert not verify().sound


def test_heads_are_noted_after_so_many_records_or_seconds(decided, moment, time_machine):
    moment("2026-11-23 09:00+08:00")
    decided("audit.anchor_records", 3)
    assert anchor_if_due() is None
    write(1)
    assert anchor_if_due().anchor.sequence == 1
    write(2)
    assert anchor_if_due() is None
    write(1)
    assert anchor_if_due().anchor.sequence == 4
    write(1)
    assert anchor_if_due() is None
    time_machine.shift(61)
    assert anchor_if_due().anchor.sequence == 5
    time_machine.shift(61)
    assert anchor_if_due() is None


def test_a_place_that_is_away_does_not_keep_the_others_from_it(outside, settings):
    (outside / "blocked").write_text("")
    settings.AUDIT_ANCHORS += f",file:{outside / 'blocked' / 'x'}"
    write(1)
    noted = anchor_now()
    assert len(noted.kept) == len(noted.failed) == 1
    assert AuditAnchor.objects.get().failed


def test_a_bucket_with_object_lock_keeps_every_head(s3, settings):
    """Nobody, its owner neither, removes a version before its time is over; a delete marker hides nothing."""
    client, bucket = s3.client(), f"{s3.bucket}-locked"
    client.make_bucket(bucket_name=bucket, object_lock=True)
    settings.AUDIT_ANCHORS = f"s3:{bucket}/audit"
    settings.AUDIT_S3 = {
        "endpoint": f"http://{s3.endpoint}",
        "access_key": s3.access_key,
        "secret_key": s3.secret_key,
    }
    for _ in range(2):
        write(2)
        assert anchor_now().failed == {}
    assert [anchor.sequence for anchor in kept_anchors()] == [2, 4]
    assert [anchor.sequence for anchor in kept_anchors(after=2)] == [4]
    for item in list(client.list_objects(bucket_name=bucket, recursive=True, include_version=True)):
        client.remove_object(bucket_name=bucket, object_name=item.object_name)
        with pytest.raises(S3Error):
            client.remove_object(bucket_name=bucket, object_name=item.object_name, version_id=item.version_id)
    assert verify().anchored == 4
    forge("DELETE FROM audit_auditrecord WHERE sequence = 4")
    assert verify().bad_sequence == 4


def test_production_wants_a_key_and_a_place_outside(settings):
    settings.AUDIT_KEY_FILE, settings.AUDIT_ANCHORS = "", ""
    assert {number for number, _, _ in audit_faults()} >= {"audit.E001", "audit.E002"}
    settings.AUDIT_ANCHORS = "ftp:somewhere"
    assert any("看不懂" in what for _, what, _ in audit_faults())


def test_the_head_can_be_printed_and_noted_by_hand(outside):
    write(1)
    out = StringIO()
    call_command("audit_anchor", stdout=out)
    call_command("audit_anchor", "--sheet", stdout=out)
    assert "第 1 号的链头已存到" in out.getvalue()
    assert "链头：" in out.getvalue()

"""Whoever changes the audit log is found, and the database itself refuses."""

import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from foundation.audit import triggers
from foundation.audit.models import AuditRecord
from foundation.audit.services import record, verify

ROWS = 12


@pytest.fixture
def chain(user_for) -> list[AuditRecord]:
    person = user_for()
    return [
        record(
            actor=person,
            verb="test.act",
            object_key=f"page:{n}",
            reason="改“标题”\0",
            part=0.1 * n,
            deep={"b": [n, None]},
        )
        for n in range(ROWS)
    ]


@pytest.fixture
def intruder(chain):
    """A database superuser who switched the triggers off."""
    triggers.remove(None, SimpleNamespace(connection=connection))

    def run(sql: str, *params) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)

    return run


def test_an_untouched_chain_is_sound(chain):
    verdict = verify()
    assert verdict.sound
    assert verdict.records == ROWS
    assert verdict.head == chain[-1].hash
    assert verify(kept_head=chain[3].hash).sound


@pytest.mark.parametrize("sql", ["UPDATE audit_auditrecord SET verb = 'x'", "DELETE FROM audit_auditrecord"])
def test_the_database_refuses_changes_also_as_raw_sql(chain, sql):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditRecord.objects.filter(pk=chain[0].pk).update(verb="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        chain[0].delete()
    assert verify().records == ROWS


@pytest.mark.parametrize(
    "column",
    [
        "at",
        "format",
        "request_id",
        "actor_id",
        "actor_name",
        "roles",
        "address",
        "session",
        "verb",
        "object_key",
        "before",
        "after",
        "result",
        "detail",
        "key_id",
        "previous_hash",
        "hash",
    ],
)
def test_any_changed_field_of_any_record_is_named(chain, intruder, column):
    value = {
        "at": "2026-01-01 00:00:00+00:00",
        "actor_id": None,
        "format": 1,
        "detail": '{"reason": "别的"}',
    }.get(column, "x" * 9)
    for entry in chain:
        mark = transaction.savepoint()
        intruder(f"UPDATE audit_auditrecord SET {column} = %s WHERE sequence = %s", value, entry.pk)
        assert verify().bad_sequence == entry.pk
        transaction.savepoint_rollback(mark)
    assert verify().sound


def test_a_deleted_record_is_missed_by_its_number(chain, intruder):
    intruder("DELETE FROM audit_auditrecord WHERE sequence = %s", chain[5].pk)
    assert verify().bad_sequence == chain[5].pk


def test_swapped_records_are_noticed(chain, intruder):
    intruder("UPDATE audit_auditrecord SET sequence = -1 WHERE sequence = %s", chain[4].pk)
    intruder("UPDATE audit_auditrecord SET sequence = %s WHERE sequence = %s", chain[4].pk, chain[5].pk)
    intruder("UPDATE audit_auditrecord SET sequence = %s WHERE sequence = -1", chain[5].pk)
    assert verify().bad_sequence == chain[4].pk


def test_a_forged_record_at_the_end_is_noticed(chain, intruder):
    last = chain[-1]
    AuditRecord.objects.bulk_create(
        [
            AuditRecord(
                sequence=last.pk + 1,
                at=last.at,
                verb="forged",
                previous_hash=last.hash,
                hash="f" * 64,
                detail={},
            )
        ]
    )
    assert verify().bad_sequence > last.pk


def test_a_cut_tail_is_noticed_by_the_head_kept_outside(chain, intruder):
    kept = verify().head
    intruder("DELETE FROM audit_auditrecord WHERE sequence >= %s", chain[9].pk)
    assert verify().sound
    assert "末尾" in verify(kept_head=kept).problem


def test_the_command_names_the_record_and_fails(chain, intruder):
    out, err = StringIO(), StringIO()
    call_command("verify_audit", stdout=out)
    assert f"完好：{ROWS} 条" in out.getvalue()
    intruder("UPDATE audit_auditrecord SET verb = 'x' WHERE sequence = %s", chain[2].pk)
    with pytest.raises(SystemExit):
        call_command("verify_audit", stderr=err)
    assert f"第 {chain[2].pk} 号记录" in err.getvalue()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--json", stdout=out)
    assert json.loads(out.getvalue())["bad_sequence"] == chain[2].pk


def fail_after_recording() -> None:
    with transaction.atomic():
        record(actor=None, verb="test.act")
        raise ValueError("the act failed")


def test_a_record_falls_with_the_act_it_tells_of(db):
    with pytest.raises(ValueError, match="the act failed"):
        fail_after_recording()
    assert not AuditRecord.objects.filter(verb="test.act").exists()

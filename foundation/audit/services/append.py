"""Write records at the end of the chain. Nothing else writes there."""

from collections.abc import Sequence
from datetime import UTC

from django.db import connection, transaction
from django.utils import timezone

from ..chain import ACT_FIELDS, SEALED, plain, seal
from ..keys import ring
from ..models import AuditAct, AuditRecord
from ..trace import Act, Entry

CHAIN_LOCK = 0x5350_4341  # any constant that names this chain among PostgreSQL advisory locks


def append(entries: Sequence[Entry]) -> list[AuditRecord]:
    """Append in the caller's transaction and return the records. Raises KeyFault: then the act must fall too."""
    with transaction.atomic():
        lock_chain()
        sequence, head = AuditRecord.objects.tip()
        keys = ring()  # after the lock: a key that was changed meanwhile counts from here on
        records, acts = [], []
        for entry in entries:
            sequence += 1
            key = keys.sealing(sequence)
            row, others = _rows(entry, sequence, key.id, head)
            row.hash = head = seal(
                row, [[getattr(act, name) for name in ACT_FIELDS] for act in others], key.bytes
            )
            records.append(row)
            acts += others
        AuditRecord.objects.bulk_create(records, batch_size=500)
        AuditAct.objects.bulk_create(acts, batch_size=500)
        return records


def lock_chain() -> None:
    """One writer at a time until its transaction ends. SQLite's immediate transaction already sees to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _rows(entry: Entry, sequence: int, key: str, head: str) -> tuple[AuditRecord, list[AuditAct]]:
    origin = entry.origin
    row = AuditRecord(
        sequence=sequence,
        format=SEALED,
        at=timezone.now().astimezone(UTC),
        request_id=origin.request_id,
        actor=origin.actor,
        actor_name=origin.actor_name,
        roles=origin.roles,
        address=origin.address,
        session=origin.session,
        key_id=key,
        previous_hash=head,
        **_said(entry.act),
    )
    others = [AuditAct(record_id=sequence, number=n, **_said(act)) for n, act in enumerate(entry.others, 1)]
    return row, others


def _said(act: Act) -> dict:
    return {
        "verb": act.verb[:64],
        "object_key": plain(act.object_key)[:100],
        "before": act.before,
        "after": act.after,
        "result": act.result,
        "detail": plain(act.detail),
    }

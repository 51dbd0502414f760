"""Append one record in the caller's transaction: it stands or falls with the act it tells of."""

from django.db import connection, transaction
from django.utils import timezone

from ..chain import digest, plain
from ..models import AuditRecord

CHAIN_LOCK = 0x5350_4341  # any constant that names this chain among PostgreSQL advisory locks


def record(*, actor, verb: str, object_key: str = "", result: str = "ok", **detail) -> AuditRecord:
    """Append one record and return it.

    `detail` takes digests, identifiers and reasons that staff typed; never personal data or content.
    """
    with transaction.atomic():
        _lock_chain()
        entry = AuditRecord(
            at=timezone.now(),
            actor=actor if getattr(actor, "pk", None) else None,
            actor_name=plain(str(actor))[:50] if actor else "系统",
            verb=verb,
            object_key=plain(object_key)[:100],
            result=result,
            detail=plain(detail),
            previous_hash=AuditRecord.objects.head(),
        )
        entry.hash = digest(entry)
        entry.save(force_insert=True)
        return entry


def _lock_chain() -> None:
    """One writer at a time until its transaction ends. SQLite's immediate transaction already sees to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])

"""The one door to the audit log: `record` appends, nothing updates or deletes."""

import hashlib
import json

from django.db import connection, transaction
from django.utils import timezone

from .models import AuditRecord

GENESIS = "0" * 64
CHAIN_LOCK = 0x5350_4341  # any constant that names this chain among PostgreSQL advisory locks


def record(*, actor, verb: str, object_key: str = "", result: str = "ok", **detail) -> AuditRecord:
    """Append one record in the caller's transaction.

    `detail` takes digests, identifiers and reasons that staff typed; never personal data or content.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite's immediate transaction already holds the write lock
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        last = AuditRecord.objects.order_by("-id").values_list("hash", flat=True).first() or GENESIS
        entry = AuditRecord(
            at=timezone.now(),
            actor=actor if getattr(actor, "pk", None) else None,
            actor_name=str(actor)[:50] if actor else "系统",
            verb=verb,
            object_key=object_key,
            result=result,
            detail=detail,
            previous_hash=last,
        )
        entry.hash = digest(entry)
        entry.save(force_insert=True)
        return entry


def digest(entry: AuditRecord) -> str:
    """SHA-256 over everything the record says and the hash of the record before it."""
    said = [
        entry.at.isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_name,
        entry.verb,
        entry.object_key,
        entry.result,
        entry.detail,
        entry.previous_hash,
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

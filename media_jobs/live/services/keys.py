"""Stream keys: issued, shown once, revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..contract import Issued
from ..ingest import ingest
from ..models import Broadcast, StreamKey, Which
from ..rules import KEY_HOURS
from ._asked import KEEP, locked, refuse_closed, said


def digest_of(secret: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue_key(
    broadcast: Broadcast, *, by, which: str = Which.MAIN, expires_at: datetime | None = None
) -> Issued:
    """A new key for this line; one that was in force is revoked. Raises PermissionDenied or Refused."""
    row = locked(broadcast, by=by, verb=KEEP)
    refuse_closed(row, "发推流密钥")
    if which not in Which.values:
        raise Refused("请选主路或者备路。")
    now, latest = timezone.now(), row.ends_at + timedelta(hours=number(KEY_HOURS))
    expires_at = min(expires_at or latest, latest)
    if expires_at <= now:
        raise Refused("这场直播的计划时间已过，先改直播的时间，再发推流密钥。")
    _revoke(row, row.keys.filter(which=which, revoked_at=None), now)
    secret = secrets.token_urlsafe(24)
    key = StreamKey.objects.create(
        broadcast=row, digest=digest_of(secret), which=which, issued_by=by, expires_at=expires_at
    )
    record(actor=by, verb="live.key_issued", obj=key, broadcast=str(row.pk), line=which)
    return Issued(secret, key.which, expires_at, settings.LIVE_SERVER)  # type: ignore[arg-type]


@transaction.atomic
def revoke_key(key: StreamKey, *, by, reason: str) -> None:
    """Nobody gets in by it any more, and who is in is dropped. Raises PermissionDenied or Refused."""
    reason, row = said(reason), locked(key.broadcast, by=by, verb=KEEP)
    if _revoke(row, row.keys.filter(pk=key.pk, revoked_at=None), timezone.now()):
        record(actor=by, verb="live.key_revoked", obj=key, broadcast=str(row.pk), reason=reason)


def drop_all(broadcast: Broadcast, now: datetime) -> None:
    """All keys, because the broadcast is over."""
    _revoke(broadcast, broadcast.keys.filter(revoked_at=None), now)


def _revoke(broadcast: Broadcast, keys, now: datetime) -> int:
    streams = [one.stream for one in keys.filter(connected_at__isnull=False)]
    revoked = keys.update(revoked_at=now, connected_at=None)
    if streams:
        transaction.on_commit(lambda: [ingest().drop(stream) for stream in streams])
    return revoked

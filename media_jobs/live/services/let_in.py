"""What the ingest server asks and tells: who may send, who sends, who is gone."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..models import Broadcast, BroadcastState, StreamKey
from .keys import digest_of

UNKNOWN = "没有这个推流密钥，请核对后再推流。"
CLOSED = ("ended", "replay", "cancelled")


def publishing_refused(secret: str) -> str | None:
    """Why nobody may send by this key now; None where they may. Long keys are not even looked up."""
    key = _key(secret)
    if key is None:
        return UNKNOWN
    if key.revoked_at:
        return "这个推流密钥已收回，请向管直播的人要新的。"
    if key.expires_at <= timezone.now():
        return "这个推流密钥已过期，请向管直播的人要新的。"
    if key.broadcast.state in CLOSED:
        return f"这场直播{key.broadcast.get_state_display()}。"
    return None


@transaction.atomic
def connected(secret: str) -> str | None:
    """Somebody sends by this key from now on: what the stream is called inside; None where they may not."""
    key = _key(secret, lock=True)
    if key is None or publishing_refused(secret):
        return None
    key.connected_at = key.last_seen_at = timezone.now()
    key.save(update_fields=["connected_at", "last_seen_at"])
    Broadcast.objects.filter(pk=key.broadcast_id, state=BroadcastState.SCHEDULED).update(
        state=BroadcastState.WAITING, changed_at=timezone.now()
    )
    return key.stream


def still_there(secret: str) -> bool:
    """The server says every few seconds that they still send; False where they may no longer."""
    if publishing_refused(secret):
        return False
    now = timezone.now()
    rows = StreamKey.objects.filter(digest=digest_of(secret))
    if not rows.exclude(connected_at=None).update(last_seen_at=now):
        rows.update(connected_at=now, last_seen_at=now)  # the end of an earlier connection came late
    return True


@transaction.atomic
def gone(secret: str, since: datetime | None = None) -> None:
    """They stopped, or the line broke. With `since`, only if nobody came anew after that."""
    key = _key(secret, lock=True)
    if key is None or key.connected_at is None or (since and key.connected_at > since):
        return
    key.connected_at, key.last_seen_at = None, timezone.now()
    key.save(update_fields=["connected_at", "last_seen_at"])
    if not key.broadcast.keys.connected().exists():
        Broadcast.objects.filter(pk=key.broadcast_id, state=BroadcastState.WAITING).update(
            state=BroadcastState.SCHEDULED, changed_at=timezone.now()
        )


def _key(secret: str, *, lock: bool = False) -> StreamKey | None:
    if not 16 <= len(secret) <= 100:
        return None
    rows = StreamKey.objects.select_related("broadcast")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    return rows.filter(digest=digest_of(secret)).first()

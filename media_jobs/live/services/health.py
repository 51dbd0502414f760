"""What the control room shows of the signal and of what goes out."""

from django.utils import timezone

from ..contract import Health, Input
from ..ingest import ingest
from ..models import Broadcast, Segment, StreamKey
from ..program import holes


def health(broadcast: Broadcast) -> Health:
    """As it is now. Never raises for an ingest server that does not answer: `trouble` says so."""
    now, streams, trouble = timezone.now(), {}, broadcast.trouble
    try:
        streams = ingest().streams()
    except OSError:
        trouble = trouble or "推流服务没有应答，请系统管理员检查 ingest 进程。"
    take = broadcast.takes.filter(ended_at=None).last()
    keys = broadcast.keys.filter(revoked_at=None)
    rows = Segment.objects.filter(broadcast=broadcast)
    last, shown = (
        rows.order_by("-started_at").first(),
        rows.exclude(public_at=None).order_by("-started_at").first(),
    )
    ended = broadcast.closed_at or now
    return Health(
        state=broadcast.state,  # type: ignore[arg-type]
        inputs=tuple(_input(key, streams.get(key.stream), now, take is not None and take.which == key.which) for key in keys),
        behind_s=(ended - shown.started_at).total_seconds() if shown else 0.0,
        elapsed_s=(ended - broadcast.opened_at).total_seconds() if broadcast.opened_at else 0.0,
        held=broadcast.is_on_air and broadcast.cuts.filter(to_at=None).exists(),
        last_segment_at=last.started_at if last else None,
        segments=rows.count(),
        missing=holes(broadcast),
        trouble=trouble,
    )  # fmt: skip


def _input(key: StreamKey, stream, now, used: bool) -> Input:
    silent = (now - key.last_seen_at).total_seconds() if key.last_seen_at else None
    if stream is None:
        return Input(key.which, False, False, silent)  # type: ignore[arg-type]
    return Input(
        key.which, True, used, 0.0, stream.kbps, stream.fps, stream.width, stream.height, stream.codec  # type: ignore[arg-type]
    )  # fmt: skip

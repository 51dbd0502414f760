"""The door to live for screens and themes: everything of `media_jobs.live` they may use."""

from ..live import contract
from ..live.contract import Health, Input, Issued, Point, Subject, Watching
from ..live.models import AgendaPoint, Broadcast, BroadcastState, Cut, Segment, StreamKey, Which
from ..live.services import (
    broadcasts_for,
    cancel,
    change,
    close_air,
    coming,
    cut,
    health,
    issue_key,
    mark_point,
    note_viewers,
    open_air,
    preview,
    revoke_key,
    schedule,
    set_points,
    uncut,
    watch,
    with_access,
    with_key,
)

__all__ = [
    "AgendaPoint",
    "Broadcast",
    "BroadcastState",
    "Cut",
    "Health",
    "Input",
    "Issued",
    "Point",
    "Segment",
]
__all__ += [
    "StreamKey",
    "Subject",
    "Watching",
    "Which",
    "broadcasts_for",
    "cancel",
    "change",
    "close_air",
    "coming",
]
__all__ += [
    "contract",
    "cut",
    "health",
    "issue_key",
    "mark_point",
    "note_viewers",
    "open_air",
    "preview",
    "revoke_key",
]
__all__ += ["schedule", "set_points", "uncut", "watch", "with_access", "with_key"]

"""What is kept of a broadcast: itself, its keys, its takes, the ledger of its segments, cuts, agenda."""

from .agenda import AgendaPoint
from .broadcast import ENDED, ON_AIR, Broadcast, BroadcastState
from .cut import Cut
from .segment import Segment
from .stream_key import StreamKey, Which
from .take import Take

__all__ = [
    "ENDED",
    "ON_AIR",
    "AgendaPoint",
    "Broadcast",
    "BroadcastState",
    "Cut",
    "Segment",
    "StreamKey",
    "Take",
    "Which",
]

"""What the live engine tells others, in plain Python: pages, the control room and tests build on these words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["scheduled", "waiting", "live", "gap", "ended", "replay", "cancelled"]
Which = Literal["main", "backup"]


@dataclass(frozen=True)
class Subject:
    """The meeting a broadcast belongs to, as the app that knows it names it: a label and where to read more."""

    label: str = ""
    address: str = ""


@dataclass(frozen=True)
class Point:
    """One point of the agenda. `at_s` is its second in the replay; None while nobody began it."""

    title: str
    speaker: str
    at_s: float | None = None


@dataclass(frozen=True)
class Issued:
    """A stream key just made. `secret` is shown this once: only its digest is kept."""

    secret: str
    which: Which
    expires_at: datetime
    server: str


@dataclass(frozen=True)
class Input:
    """What comes in by one key. `silent_s` is how long nothing came; rates in kb/s and pictures a second."""

    which: Which
    connected: bool
    used: bool
    silent_s: float | None = None
    kbps: int = 0
    fps: float = 0.0
    width: int = 0
    height: int = 0
    codec: str = ""


@dataclass(frozen=True)
class Health:
    """What the control room shows. `behind_s` is how far the public stands behind the hall; `held` says that a cut is open."""

    state: State
    inputs: tuple[Input, ...]
    behind_s: float
    elapsed_s: float
    held: bool
    last_segment_at: datetime | None
    segments: int
    missing: int
    trouble: str = ""


@dataclass(frozen=True)
class Watching:
    """What a player's page needs. Addresses are empty where there is nothing yet; those of deputies' broadcasts expire.

    `master` is the playlist while it is on air, `replay` the one of the whole afterwards: at once the segments that were
    on air, later the video made of the recording (`video` is its key then). `held` says that players see a slate now.
    """

    key: str
    title: str
    access: str
    state: State
    starts_at: datetime
    ends_at: datetime
    master: str = ""
    replay: str = ""
    poster: str = ""
    news: str = ""
    video: str = ""
    held: bool = False
    viewers: int = 0
    points: tuple[Point, ...] = ()

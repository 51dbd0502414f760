"""What is made of a signal: read from the signal itself once per take."""

import json
import subprocess
from dataclasses import asdict, dataclass
from typing import Any

from foundation.rulebook.reading import number, rule_value
from media_jobs.tools import tools

from ..rules import CAPS, SEGMENT_MS, SIDES

SOUND = "sound"
PATIENCE = 8  # seconds


@dataclass(frozen=True)
class Rung:
    """Sides in points, `max_rate` in b/s. Its name is its lines."""

    name: str
    width: int
    height: int
    max_rate: int


@dataclass(frozen=True)
class Plan:
    """The largest first. `sound` is "copy", "encode" or empty; `piece_s` how long a segment is, in seconds."""

    rungs: tuple[Rung, ...]
    sound: str
    piece_s: float

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.rungs] + ([SOUND] if self.sound else [])

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> "Plan":
        return cls(tuple(Rung(**one) for one in told["rungs"]), told["sound"], told["piece_s"])


def planned(address: str) -> Plan | None:
    """None while nothing can be read of it yet."""
    probe = tools().ffprobe
    if probe is None:
        return None
    asked = [
        str(probe),
        "-v",
        "error",
        "-show_streams",
        "-of",
        "json",
        "-analyzeduration",
        "1500000",
        address,
    ]
    try:
        told = json.loads(subprocess.run(asked, capture_output=True, timeout=PATIENCE).stdout or b"{}")
    except (subprocess.TimeoutExpired, ValueError):
        return None
    streams = told.get("streams", [])
    picture = next((one for one in streams if one["codec_type"] == "video" and one.get("height")), None)
    sound = next((one for one in streams if one["codec_type"] == "audio"), None)
    if picture is None and sound is None:
        return None
    rungs = (
        ladder(picture["width"], picture["height"], [int(one) for one in rule_value(SIDES)])
        if picture
        else ()
    )
    way = "" if sound is None else "copy" if sound["codec_name"] == "aac" else "encode"
    return Plan(rungs, way, number(SEGMENT_MS) / 1000)


def ladder(width: int, height: int, sides: list[int]) -> tuple[Rung, ...]:
    """Never larger than what comes in; a small picture is one quality as it is."""
    short = min(width, height)
    wanted = sorted((one for one in sides if one <= short), reverse=True) or [short]
    found = []
    for lines in wanted:
        share, cap = (
            lines / short,
            next((most for side, most in CAPS.items() if lines >= side), min(CAPS.values())),
        )
        wide, high = (max(2, round(side * share / 2) * 2) for side in (width, height))
        found.append(Rung(str(lines), wide, high, 1000 * cap))
    return tuple(found)

"""One thing said: from when to when, and the words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..contract import MediaError

SHOWN_FAULTS = 20
AFTER_END = 500  # milliseconds a cue may begin after the end: clocks of programs differ
LONGEST = 500  # characters of one cue; more do not fit on a screen


@dataclass(frozen=True)
class Cue:
    """Times in milliseconds; `text` is plain, its lines parted by a newline. `line` is where it stood in a file, from 1."""

    start: int
    end: int
    text: str
    line: int = 0


@dataclass(frozen=True)
class Fault:
    """What is wrong, and at which line of the file (0: of the cue with this `number`, from 1)."""

    what: str
    line: int = 0
    number: int = 0

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.what}" if self.line else f"第 {self.number} 条：{self.what}"


class CaptionFaults(MediaError):
    """Captions that cannot be kept; `faults` says everything that is wrong with them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "；".join(str(one) for one in faults[:SHOWN_FAULTS])
        more = f"；另有 {len(faults) - SHOWN_FAULTS} 处" if len(faults) > SHOWN_FAULTS else ""
        super().__init__(f"字幕有 {len(faults)} 处不对：{shown}{more}", "请改正后再传")


def checked(cues: Iterable[Cue], seconds: float = 0) -> list[Cue]:
    """In order, without empty ones. `seconds` is the length of the video, 0 where it is not known. Raises CaptionFaults."""
    given = [replace(one, text=_tidy(one.text)) for one in cues]
    faults = [
        Fault(what, one.line, number)
        for number, one in enumerate(given, 1)
        if one.text and (what := _fault(one, round(1000 * seconds)))
    ]
    kept = sorted((one for one in given if one.text), key=lambda one: (one.start, one.end))
    if not kept and not faults:
        faults = [Fault("没有一句字幕", number=1)]
    if faults:
        raise CaptionFaults(faults)
    return kept


def overlapping(cues: Sequence[Cue]) -> list[int]:
    """Numbers (from 1) of cues that begin before the one before them has ended. Allowed, and mostly not meant."""
    return [number for number, (before, one) in enumerate(pairwise(cues), 2) if one.start < before.end]


def _fault(cue: Cue, length: int) -> str:
    if cue.start < 0:
        return "开始时间在零以前"
    if cue.end <= cue.start:
        return "结束时间不在开始时间之后"
    if length and cue.start > length + AFTER_END:
        return "时间超过视频的长度"
    if len(cue.text) > LONGEST:
        return f"这一句有 {len(cue.text)} 个字，超过 {LONGEST} 个"
    return ""


def _tidy(text: str) -> str:
    """No empty lines, which would end the cue, and no characters that only machines read."""
    lines = (
        "".join(sign for sign in line if sign == "\t" or sign.isprintable()) for line in text.splitlines()
    )
    return "\n".join(line.strip() for line in lines if line.strip())

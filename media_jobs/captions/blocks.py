"""What WebVTT and SRT have in common: blocks parted by empty lines, each with a line of times and words below it."""

import html
import re
from collections.abc import Iterable, Iterator

from .cues import CaptionFaults, Cue, Fault
from .timing import ARROW, span

VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
TAG = re.compile(r"</?(?:[a-zA-Z][^<>]*|\d[\d:.]*)>|\{\\[^{}]*\}")  # also karaoke times, and SRT's {\an8}
Block = tuple[int, list[str]]  # the number of its first line, its lines


def blocks(text: str) -> Iterator[Block]:
    """Parts between empty lines; lines count from 1."""
    first, lines = 0, []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            first = first or number
            lines.append(line)
        elif lines:
            yield first, lines
            first, lines = 0, []


def read(parts: Iterable[Block]) -> list[Cue]:
    """Raises CaptionFaults."""
    cues, faults = [], []
    for first, lines in parts:
        at = next((number for number, line in enumerate(lines[:2]) if ARROW in line), None)
        if at is None:
            faults.append(Fault(f"“{lines[0].strip()[:20]}”上面没有时间行（应有 {ARROW}）", first))
            continue
        times = span(lines[at], first + at)
        if isinstance(times, Fault):
            faults.append(times)
        else:
            cues.append(Cue(*times, plain("\n".join(lines[at + 1 :])), first + at))
    if faults:
        raise CaptionFaults(faults)
    return cues


def plain(text: str) -> str:
    """Words alone. Who speaks is kept as words: <v 主任>好 becomes 主任：好."""
    return html.unescape(TAG.sub("", VOICE.sub(lambda found: f"{found[1].strip()}：", text)))

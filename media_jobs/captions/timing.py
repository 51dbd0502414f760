"""Times of captions: 00:01:02.345 in WebVTT, 00:01:02,345 in SRT."""

import re

from .cues import Fault

#: Hours may be left out in WebVTT; people write SRT with either sign and fewer digits.
STAMP = re.compile(r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})$")
ARROW = "-->"


def milliseconds(text: str) -> int | None:
    """None for what is no time."""
    found = STAMP.match(text.strip())
    if not found:
        return None
    hours, minutes, seconds, rest = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))


def stamp(moment: int) -> str:
    """As WebVTT writes it."""
    seconds, rest = divmod(moment, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def span(text: str, line: int) -> tuple[int, int] | Fault:
    """Start and end of a line with an arrow; what stands after the end (places on the screen) is passed over."""
    before, _, after = text.partition(ARROW)
    last = after.split()[0] if after.split() else ""
    start, end = milliseconds(before), milliseconds(last)
    if start is None:
        return Fault(f"开始时间“{before.strip()[:30]}”不对，应写成 00:01:02.345", line)
    if end is None:
        return Fault(f"结束时间“{last[:30]}”不对，应写成 00:01:02.345", line)
    return start, end

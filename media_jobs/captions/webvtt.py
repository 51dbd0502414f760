"""WebVTT (W3C). Styles, regions, notes and places on the screen are left out: the player decides how captions look."""

import re
from collections.abc import Iterable

from .blocks import blocks, read
from .cues import CaptionFaults, Cue, Fault
from .timing import ARROW, stamp

HEAD = "WEBVTT"
LEFT_OUT = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def parse(text: str) -> list[Cue]:
    """Cues in the order of the file. Raises CaptionFaults with every line that is wrong."""
    if not re.match(rf"{HEAD}([ \t\n]|$)", text):
        raise CaptionFaults([Fault(f"文件应以 {HEAD} 开头", 1)])
    (_, head), *rest = blocks(text)
    if early := next((number for number, line in enumerate(head, 1) if ARROW in line), 0):
        raise CaptionFaults([Fault(f"{HEAD} 下面要空一行", early)])
    return read(one for one in rest if not LEFT_OUT.match(one[1][0]))


def write(cues: Iterable[Cue]) -> str:
    """What `parse` reads back the same."""
    parts = [f"{stamp(one.start)} --> {stamp(one.end)}\n{one.text.translate(ESCAPED)}\n" for one in cues]
    return "\n".join([f"{HEAD}\n", *parts])

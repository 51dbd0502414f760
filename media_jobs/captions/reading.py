"""A file of captions, whichever of the two kinds and codings it is in."""

import codecs

from ..contract import MediaError
from . import webvtt
from .blocks import blocks, read
from .cues import Cue, checked

CODINGS = ("utf-8-sig", "gb18030")


def from_bytes(content: bytes, seconds: float = 0) -> list[Cue]:
    """Cues in order, checked against a video of so many seconds (0: not known). Raises CaptionFaults or MediaError."""
    text = decoded(content)
    if not text.strip():
        raise MediaError("字幕文件是空的", "请检查后再传")
    return checked(webvtt.parse(text) if text.startswith(webvtt.HEAD) else read(blocks(text)), seconds)


def decoded(content: bytes) -> str:
    """Raises MediaError. Notepad writes UTF-16 with a mark, older programs GB 18030."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for coding in ("utf-16",) if marked else CODINGS:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise MediaError("认不出字幕文件的编码，或者它不是文字", "请另存为 UTF-8 编码的 .vtt 或 .srt 再传")

"""Recordings are kept as they are and given out for listening only; nothing here decodes them."""

import re
import shutil
from pathlib import Path

from foundation.attachments.kinds import Kind

from .faults import Unfit

#: A track of moving pictures: the handler of an MP4 track, the codec of a WebM track.
FILM = {"m4a": re.compile(rb"hdlr.{8}vide", re.DOTALL), "webm": re.compile(rb"V_(VP8|VP9|AV1|MPEG4)")}


def keep(source: Path, target: Path, kind: Kind, limits: dict) -> dict:
    """Raises Unfit for a film."""
    if kind.key in FILM and FILM[kind.key].search(source.read_bytes()):
        raise Unfit("这是视频，请传到视频库；这里放录音。")
    shutil.copyfile(source, target)
    return {}

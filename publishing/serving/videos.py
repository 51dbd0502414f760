"""Videos of the media zone, for the site server without nginx: whole files and the one range a player asks for."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from .headers import cache_control
from .served import content_type, is_clean

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
CHUNK = 64 * 1024
Given = tuple[int, dict[str, str], Iterable[bytes]]


def serve_video(media: Path, path: str, environ: dict) -> Given | None:
    """The answer for `path`, which begins with `/media/`; None for what is not there."""
    file = media / path.removeprefix("/media/")
    if not is_clean(path) or ".." in path.split("/") or not file.is_file():
        return None
    handle = open(file, "rb")  # noqa: SIM115 - the server closes it after the last piece
    size = os.fstat(handle.fileno()).st_size
    headers = {
        "Content-Type": content_type(file.name),
        "Cache-Control": cache_control(path[1:]),
        "Accept-Ranges": "bytes",
    }
    asked = RANGE.fullmatch(environ.get("HTTP_RANGE", ""))
    first, last = _bounds(asked, size) if asked else (0, size - 1)
    if asked and first > last:
        handle.close()
        return 416, {**headers, "Content-Range": f"bytes */{size}", "Content-Length": "0"}, []
    headers["Content-Length"] = str(last - first + 1)
    if asked:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    handle.seek(first)
    return (206 if asked else 200), headers, Piece(handle, last - first + 1)


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    """First and last byte; the first lies behind the last where nothing of the file is asked for."""
    start, end = asked[1], asked[2]
    if not start:
        return (max(0, size - int(end)), size - 1) if end and int(end) else (1, 0)
    return int(start), min(int(end), size - 1) if end else size - 1


class Piece:
    """So many bytes of an open file; the server closes it in any case."""

    def __init__(self, handle: BinaryIO, length: int):
        self.handle, self.left = handle, length

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (data := self.handle.read(min(CHUNK, self.left))):
            self.left -= len(data)
            yield data

    def close(self) -> None:
        self.handle.close()

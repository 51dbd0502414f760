"""An append-only file (`chattr +a`), best on another machine's disk. One line of JSON an anchor."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from .base import Anchor, AnchorFault


class FilePlace:
    def __init__(self, path: Path):
        self.path, self.name = path, f"file:{path}"

    def put(self, anchor: Anchor) -> None:
        line = json.dumps(asdict(anchor)) + "\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
            try:
                os.write(handle, line.encode())
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise AnchorFault(f"写不进 {self.path}：{error.strerror}。") from error

    def read(self, after: int) -> Iterator[Anchor]:
        """Line by line. A line that is no anchor counts as one that is not genuine: somebody was there."""
        if not self.path.exists():
            return
        try:
            with self.path.open(encoding="utf-8", errors="replace") as lines:
                yield from (anchor for anchor in map(_parse, lines) if anchor.sequence > after)
        except OSError as error:
            raise AnchorFault(f"读不出 {self.path}：{error.strerror}。") from error


def _parse(line: str) -> Anchor:
    try:
        return Anchor(**json.loads(line))
    except (ValueError, TypeError):
        return Anchor(2**62, line[:64], "", "", "")

"""The list of segments an index is made of, and which of their documents no longer count."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from .layout import FOLDER, LIST, VERSION
from .segment import Segment, open_segment


@dataclass
class Part:
    """A segment as one release sees it. `dead`: bits of documents that were changed or withdrawn since."""

    file: str  # name in the folder
    segment: Segment
    dead: int = 0

    @property
    def live(self) -> int:
        return self.segment.everything & ~self.dead

    @property
    def entry(self) -> tuple[str, int]:
        return self.file, self.dead

    @property
    def size(self) -> int:
        return self.live.bit_count()


@dataclass
class SegmentList:
    parts: list[Part] = field(default_factory=list)
    day: str = ""  # of the last tidying up

    @staticmethod
    def as_bytes(entries: list[tuple[str, int]], day: str) -> bytes:
        """`entries`: (file, dead) of each part."""
        parts = [{"file": file, "dead": format(dead, "x")} for file, dead in entries]
        value = {"version": VERSION, "day": day, "segments": parts}
        return (json.dumps(value, sort_keys=True, indent=1) + "\n").encode()

    @classmethod
    def read(cls, folder: Path) -> "SegmentList":
        """`folder`: `.release/search` of a release. Raises OSError, ValueError or KeyError when it cannot be used."""
        value = json.loads((folder / Path(LIST).name).read_bytes())
        if value["version"] != VERSION:
            raise ValueError("the search index is of another version")
        parts = [
            Part(one["file"], open_segment(folder / one["file"]), int(one["dead"], 16))
            for one in value["segments"]
        ]
        return cls(parts, value["day"])


def segment_name(data: bytes) -> str:
    return f"{hashlib.sha256(data).hexdigest()[:24]}.seg"


def is_intact(path: Path) -> bool:
    return segment_name(path.read_bytes()) == path.name


def segment_file(name: str) -> str:
    """Its path inside the release."""
    return f"{FOLDER}/{name}"

"""Where the bytes of unfinished uploads wait: a folder for each, on the local disk. No Django.

An offset is told to nobody before its bytes are on the disk. What a killed process had written stays: the kernel has
it. After a power cut the end of a file may be anything, so it is cut back to the mark, the last offset that was made
sure. Bytes with a checksum count only once it was compared; until then the mark says so.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foundation.disk import sync

DATA, MARK, TURN = "data", "mark", "turn"
WIDTH = 64  # bytes of a mark: written in place, so that it also works on a full disk


def boot() -> str:
    """Names the time since the machine started; another one means that unsure bytes may be gone."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "unknown"


@dataclass(frozen=True)
class Mark:
    """`offset` bytes are sure. `strict`: nothing behind it counts, whoever wrote it."""

    offset: int = 0
    strict: bool = False
    boot: str = ""

    def dump(self) -> bytes:
        return f"{self.offset} {int(self.strict)} {self.boot}".ljust(WIDTH - 1).encode() + b"\n"

    @classmethod
    def load(cls, raw: bytes) -> "Mark":
        """One that cannot be read makes nothing sure."""
        try:
            offset, strict, name = raw.decode().split()
            return cls(int(offset), strict == "1", name)
        except ValueError:
            return cls(0, True, "")


class Spool:
    """The folder of all uploads of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def at(self, key: str) -> Path:
        return self.folder / key

    def data(self, key: str) -> Path:
        return self.folder / key / DATA

    def make(self, key: str) -> None:
        """Room for a new upload, on disk before its address is told. Raises OSError."""
        place = self.at(key)
        place.mkdir(parents=True, mode=0o700)
        for name, content in ((DATA, b""), (MARK, Mark(0, False, boot()).dump()), (TURN, b" " * WIDTH)):
            with (place / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        sync(place)
        sync(self.folder)

    def drop(self, key: str) -> None:
        """Forget the bytes; doing it twice is no error."""
        shutil.rmtree(self.at(key), ignore_errors=True)

    def keys(self) -> Iterator[str]:
        if self.folder.is_dir():
            yield from (one.name for one in self.folder.iterdir() if one.is_dir())

    def size(self, key: str) -> int:
        """How many bytes lie there now, sure or not; 0 where there is nothing."""
        try:
            return self.data(key).stat().st_size
        except FileNotFoundError:
            return 0

    def settled(self, key: str) -> int:
        """How many bytes may be relied upon now, made sure of; what a writer is at does not count. Raises OSError."""
        try:
            mark = Mark.load((self.at(key) / MARK).read_bytes())
            sync(self.data(key))
        except FileNotFoundError:
            return 0
        return mark.offset if mark.strict or mark.boot != boot() else self.size(key)

    def touched(self, key: str) -> float:
        """When the last byte came, in seconds since the epoch; 0 where there is nothing."""
        try:
            return self.data(key).stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def free(self) -> int:
        """Bytes left on the disk."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.folder).free

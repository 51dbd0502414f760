"""Own verified copies of everything a public host serves, one read-only file each, named by SHA-256.

Nothing in here shares an inode with what is served: whoever damages a served file damages only that.
"""

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from foundation.disk import sync

from ..release.dating import date
from .errors import ReleaseRefused

CHUNK = 1024 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")
INCOMING, OUTGOING = ".incoming", ".outgoing"
FEW = 200  # so many new files are forced to disk one by one; more by one sync of everything
CLONE_FROM = 256 * 1024  # bytes; smaller files are not worth a second system call
FICLONE = 0x40049409  # Linux: share the blocks, copy on write


class Readable(Protocol):
    """What comes from outside: read it up to what was signed, never to its end."""

    def read(self, length: int, /) -> bytes: ...


class Damaged(Exception):
    """The copy in the store is not what its name says; it has been thrown away."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


class Store:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new: list[Path] = []

    def path(self, digest: str) -> Path:
        """Where the bytes with this SHA-256 lie, or would lie."""
        if not DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256: {digest!r}")
        return self.folder / digest[:2] / digest

    def has(self, digest: str, size: int) -> bool:
        """A copy of this size is there. What a power cut left half written is not."""
        try:
            return os.lstat(self.path(digest)).st_size == size
        except FileNotFoundError:
            return False

    def take(self, digest: str, size: int, stream: Readable) -> None:
        """Read at most `size` bytes, and keep them if they are what was signed. Raises ReleaseRefused."""
        temporary = self._folder(INCOMING) / f"{digest}.{os.getpid()}"
        hasher, left = hashlib.sha256(), size
        try:
            with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o444), "wb") as out:
                while left and (data := stream.read(min(CHUNK, left))):
                    hasher.update(data)
                    out.write(data)
                    left -= len(data)
            if left or stream.read(1):
                raise ReleaseRefused("damaged", f"文件 {digest[:12]}… 的大小和清单不符。", AGAIN)
            if hasher.hexdigest() != digest:
                raise ReleaseRefused(
                    "damaged", f"文件 {digest[:12]}… 的内容和清单不符，传输中被改过。", AGAIN
                )
            self._keep(temporary, digest)
        finally:
            temporary.unlink(missing_ok=True)

    def _keep(self, temporary: Path, digest: str) -> None:
        target = self.path(digest)
        target.parent.mkdir(exist_ok=True)
        os.replace(temporary, target)
        self._new.append(target)

    def give(self, digest: str, size: int, target: Path, *, replace: bool = False) -> None:
        """A new file at `target` with these bytes, checked on the way and dated by them. Raises Damaged, FileNotFoundError.

        `replace` takes the place of what is there by one rename; without it something there is an error.
        """
        temporary = self._folder(OUTGOING) / f"{digest}.{os.getpid()}" if replace else target
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if replace else os.O_EXCL)
        with (
            open(self.path(digest), "rb") as stored,
            open(os.open(temporary, flags, 0o444), "wb") as out,
            _gone_on_error(temporary),
        ):
            if _copy(stored, out, size) != digest:
                self.drop(digest)
                raise Damaged(digest)
            out.flush()
            date(out.fileno(), digest)
        if replace:
            os.replace(temporary, target)

    def drop(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)

    def settle(self) -> None:
        """Force what was taken since the last time to disk."""
        sync_all(self._new)
        self._new.clear()

    def clean(self) -> None:
        """Remove what a crash left half written."""
        shutil.rmtree(self.folder / INCOMING, ignore_errors=True)

    def digests(self) -> set[str]:
        """Everything that lies in the store."""
        return {
            file.name
            for shard in os.scandir(self.folder)
            if len(shard.name) == 2 and shard.is_dir(follow_symlinks=False)
            for file in os.scandir(shard.path)
        }

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


AGAIN = "请重新传一次；再次出现时请检查传输途径。"


@contextmanager
def _gone_on_error(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _copy(source: BinaryIO, out: BinaryIO, size: int) -> str:
    """SHA-256 of what was copied; blocks are shared where the file system can."""
    hasher = hashlib.sha256()
    cloned = size >= CLONE_FROM and _clone(source, out)
    while data := source.read(CHUNK):
        hasher.update(data)
        if not cloned:
            out.write(data)
    return hasher.hexdigest()


def _clone(source: BinaryIO, out: BinaryIO) -> bool:
    try:
        fcntl.ioctl(out.fileno(), FICLONE, source.fileno())
    except OSError:  # another file system, or one without shared blocks
        return False
    return True


def sync_all(paths: list[Path]) -> None:
    """Force new files to disk: a few one by one with their folders, many by one sync of everything."""
    if len(paths) > FEW:
        os.sync()
    else:
        for path in [*paths, *{path.parent for path in paths}]:
            sync(path)


def replace_file(path: Path, data: bytes, mode: int = 0o644, *, now: bool = True) -> None:
    """Whole or not at all; `now`: on disk when this returns."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
        out.write(data)
        if now:
            out.flush()
            os.fsync(out.fileno())
    os.replace(temporary, path)
    if now:
        sync(path.parent)

"""One writer for each upload, over all processes of the machine: the newest who asks has it. No Django.

A phone that changed its network comes back while the server still listens to the dead connection. Whoever comes writes
its name into the file `turn` and waits for the lock of the data file; whoever writes looks there several times a second
and leaves when it finds another name. The lock is the kernel's: a killed process holds nothing.
"""

import asyncio
import fcntl
import os
import uuid
from pathlib import Path

from .spool import DATA, MARK, TURN, WIDTH, Mark, boot

PATIENCE = 10.0  # seconds; the one before needs a look and perhaps an fsync to leave
STEP = 0.02


class Busy(Exception):
    """The writer before did not leave, or somebody came after us."""


class Writer:
    """Made by `take`. `offset` is where the next byte goes; everything before it is in the file."""

    def __init__(self, place: Path, name: str, handle: int) -> None:
        self._place, self._name, self._handle = place, name, handle
        self.offset = self._settle()

    @property
    def evicted(self) -> bool:
        """Whether somebody newer wants to write, or the upload was removed."""
        return _read(self._place / TURN) != self._name

    def begin(self, *, strict: bool) -> None:
        """`strict`: what comes now counts only after `sure`."""
        self.offset = os.fstat(self._handle).st_size
        if strict:
            self._mark(strict=True)

    def write(self, block: bytes) -> None:
        """Raises OSError; what fitted is in the file and in `offset` then."""
        view = memoryview(block)
        while view:
            done = os.pwrite(self._handle, view, self.offset)
            self.offset += done
            view = view[done:]

    def sure(self) -> None:
        """From here on `offset` holds, also after a power cut. Raises OSError."""
        os.fsync(self._handle)
        self._mark(strict=False)

    def back_to(self, offset: int) -> None:
        """Forget what came after it."""
        os.ftruncate(self._handle, offset)
        self.offset = offset
        self.sure()

    def close(self) -> None:
        os.close(self._handle)  # and with it the lock

    def _settle(self) -> int:
        """Cut off what cannot be relied upon, make sure of the rest."""
        size, mark = os.fstat(self._handle).st_size, Mark.load((self._place / MARK).read_bytes())
        if size > mark.offset and (mark.strict or mark.boot != boot()):
            os.ftruncate(self._handle, mark.offset)
            size = mark.offset
        self.offset = size
        if mark != Mark(size, False, boot()):
            self.sure()
        return size

    def _mark(self, *, strict: bool) -> None:
        _overwrite(self._place / MARK, Mark(self.offset, strict, boot()).dump())


async def take(place: Path, patience: float = PATIENCE) -> Writer:
    """Become the writer of the upload at `place`. Raises Busy, FileNotFoundError where there is none, OSError."""
    name = uuid.uuid4().hex
    _overwrite(place / TURN, name.ljust(WIDTH).encode())
    handle = os.open(place / DATA, os.O_RDWR | os.O_CLOEXEC)
    try:
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        while not _locked(handle):
            if loop.time() > until or _read(place / TURN) != name:
                raise Busy
            await asyncio.sleep(STEP)
        return await asyncio.to_thread(Writer, place, name, handle)
    except BaseException:
        os.close(handle)
        raise


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""


def _overwrite(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.pwrite(handle, content, 0)
        os.fsync(handle)
    finally:
        os.close(handle)

"""The kernel's news about folders, by inotify through ctypes: no package is needed on a public host."""

import ctypes
import errno
import os
import select
import struct
from dataclasses import dataclass

MODIFY, ATTRIB, CLOSE_WRITE = 0x2, 0x4, 0x8
MOVED_FROM, MOVED_TO, CREATE, DELETE, DELETE_SELF, MOVE_SELF = 0x40, 0x80, 0x100, 0x200, 0x400, 0x800
OVERFLOW, IGNORED, ONLYDIR, DONT_FOLLOW = 0x4000, 0x8000, 0x1000000, 0x2000000
CHANGES = MODIFY | ATTRIB | CLOSE_WRITE | MOVED_FROM | MOVED_TO | CREATE | DELETE | DELETE_SELF | MOVE_SELF
HEAD = struct.Struct("iIII")
BUFFER = 256 * 1024


class LimitReached(Exception):
    """The kernel lets this user watch no more folders (fs.inotify.max_user_watches or max_user_instances)."""


@dataclass(frozen=True, slots=True)
class Event:
    """`name` is that of the entry in the watched folder, "" for the folder itself."""

    watch: int
    mask: int
    name: str


class Inotify:
    """One queue. Raises LimitReached when the kernel gives none."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._handle = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._handle < 0:
            raise LimitReached(os.strerror(ctypes.get_errno()))

    def add(self, folder: str) -> int | None:
        """Watch a folder; None when it is gone or no folder. The same folder gets the same number again."""
        mask = CHANGES | ONLYDIR | DONT_FOLLOW
        watch = self._libc.inotify_add_watch(self._handle, os.fsencode(folder), mask)
        if watch >= 0:
            return watch
        number = ctypes.get_errno()
        if number in (errno.ENOSPC, errno.ENOMEM):
            raise LimitReached(os.strerror(number))
        return None

    def remove(self, watch: int) -> None:
        self._libc.inotify_rm_watch(self._handle, watch)

    def read(self, seconds: float) -> list[Event]:
        """What happened; waits at most so long for the first news."""
        if not select.select([self._handle], [], [], max(0.0, seconds))[0]:
            return []
        try:
            data = os.read(self._handle, BUFFER)
        except BlockingIOError:
            return []
        events, at = [], 0
        while at < len(data):
            watch, mask, _, length = HEAD.unpack_from(data, at)
            at += HEAD.size
            name = data[at : at + length].split(b"\0", 1)[0]
            events.append(Event(watch, mask, os.fsdecode(name)))
            at += length
        return events

    def close(self) -> None:
        os.close(self._handle)

"""Copies of what was found, kept for whoever looks into it, within limits so that an attack cannot fill the disk."""

import contextlib
import itertools
import os
import shutil
import stat
import time
from pathlib import Path

FILE_LIMIT = 8 * 1024 * 1024  # of a larger file only the beginning is kept
TOTAL_LIMIT = 256 * 1024 * 1024
COUNT_LIMIT = 5000


class Evidence:
    """A folder outside everything that is served. The oldest evidence leaves first."""

    def __init__(self, folder: Path, total: int = TOTAL_LIMIT) -> None:
        self.folder, self.total = folder, total
        self._number = itertools.count()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._kept = [(one.name, _size(one)) for one in sorted(folder.iterdir())]
        self._bytes = sum(size for _, size in self._kept)

    def copy(self, path: str) -> str:
        """Keep the content of a file that is about to be replaced. The name of the copy, "" for none."""
        name = self._name(path)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with open(handle, "rb") as source:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    return ""
                data = source.read(FILE_LIMIT)
            with open(os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as out:
                out.write(data)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(self.folder / name)
            return ""
        return self._note(name, len(data))

    def take(self, path: str) -> str:
        """Move something away from where it is, whatever it is; too large a thing is removed. Raises OSError."""
        if not os.path.isdir(path) or os.path.islink(path):
            name = self.copy(path)
            os.unlink(path)
            return name
        name = self._name(path)
        try:
            os.rename(path, self.folder / name)
        except OSError:
            shutil.rmtree(path)
            return ""
        return self._note(name, _size(self.folder / name))

    def clear(self) -> None:
        """Give all room back: serving comes before evidence."""
        while self._kept:
            self._remove(self._kept.pop(0))

    def _note(self, name: str, size: int) -> str:
        self._kept.append((name, size))
        self._bytes += size
        while self._kept and (self._bytes > self.total or len(self._kept) > COUNT_LIMIT):
            self._remove(self._kept.pop(0))
        return name if self._kept and self._kept[-1][0] == name else ""

    def _remove(self, kept: tuple[str, int]) -> None:
        name, size = kept
        self._bytes -= size
        path = self.folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

    def _name(self, path: str) -> str:
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        return f"{stamp}-{os.getpid()}-{next(self._number):06d}-{os.path.basename(path)[-100:]}"


def _size(path: Path) -> int:
    if path.is_symlink() or not path.is_dir():
        return os.lstat(path).st_size
    inside = (os.path.join(where, name) for where, _, names in os.walk(path) for name in names)
    return sum(os.lstat(one).st_size for one in inside)

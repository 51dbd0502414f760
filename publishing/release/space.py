"""A full disk is told apart from every other fault: nobody's document is to blame, and there is something to do."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT)
MESSAGE = (
    "磁盘已满，没有发布，读者看到的仍是旧版本。"
    "请腾出空间（如 manage.py releases 里不再需要的旧版本、旧备份），然后重新发布；等着的改动都还在。"
)


ROOM = 64 * 1024  # bytes; with less SQLite cannot even begin, and calls that a disk I/O error
TROUBLE = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


def is_full_disk(error: BaseException, folder: Path) -> bool:
    """Whether `error` says, or the file system of `folder` shows, that there is no room."""
    if isinstance(error, sqlite3.OperationalError):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what SQLite was doing just then
        return code == sqlite3.SQLITE_FULL or (code in TROUBLE and _room(folder) < ROOM)
    return isinstance(error, OSError) and error.errno in FULL


def _room(folder: Path) -> int:
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize


@contextmanager
def explained(fault: type[Exception], folder: Path) -> Iterator[None]:
    """Raise `fault` with what to do when the disk of `folder` is full; anything else passes."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if is_full_disk(error, folder):
            raise fault(MESSAGE) from error
        raise

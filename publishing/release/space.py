"""A full disk is told apart from every other fault: nobody's document is to blame, and there is something to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

FULL = (errno.ENOSPC, errno.EDQUOT)
MESSAGE = (
    "磁盘已满，没有发布，读者看到的仍是旧版本。"
    "请腾出空间（如 manage.py releases 里不再需要的旧版本、旧备份），然后重新发布；等着的改动都还在。"
)


def is_full_disk(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return "disk is full" in str(error)
    return isinstance(error, OSError) and error.errno in FULL


@contextmanager
def explained(fault: type[Exception]) -> Iterator[None]:
    """Raise `fault` with what to do when the disk is full; anything else passes."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if is_full_disk(error):
            raise fault(MESSAGE) from error
        raise

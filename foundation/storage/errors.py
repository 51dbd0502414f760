"""Failures of storage, in words for people."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager


class StorageUnavailable(OSError):
    """The place for files cannot be used now; the text says why and what to do."""


@contextmanager
def disk_errors(folder: str) -> Iterator[None]:
    """Say in plain words what the file system refused."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            text = f"磁盘已满，文件没有保存。请清理 {folder} 所在磁盘后重试。"
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            text = f"没有写入 {folder} 的权限，文件没有保存。请检查目录属主和权限。"
        else:
            raise
        raise StorageUnavailable(error.errno, text) from error

"""Is one file on disk what it must be? Reads it without following a link or waiting for a pipe."""

import hashlib
import os
import stat
from dataclasses import dataclass

FILE_MODE = 0o444
CHUNK = 1024 * 1024
Print = int  # changes with everything a change of a file changes; 0 = not known


@dataclass(frozen=True)
class Fault:
    """What is wrong with one thing. `kind` is one of the words of docs/operations/guard.md; `found` describes it."""

    kind: str
    found: dict[str, object]


def print_of(status: os.stat_result) -> Print:
    """The change time cannot be set back, so equal prints mean an untouched file."""
    facts = (
        status.st_dev, status.st_ino, status.st_ctime_ns, status.st_size, status.st_mode, status.st_uid, status.st_nlink,
    )  # fmt: skip
    return hash(facts) or 1


def examine(path: str, digest: str, size: int, uid: int) -> tuple[Fault | None, Print]:
    """The fault of a file, or None and its print. Raises OSError only for faults of the disk."""
    try:
        before = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return Fault("missing", {}), 0
    if fault := _outside(path, before, uid):
        return fault, 0
    if before.st_size != size:
        return Fault("changed", {"size": before.st_size}), 0
    found, status = digest_of(path)
    if found != digest:
        return Fault("changed", {"size": before.st_size, "sha256": found}), 0
    return (None, print_of(before)) if status and print_of(status) == print_of(before) else (None, 0)


def _outside(path: str, status: os.stat_result, uid: int) -> Fault | None:
    mode = status.st_mode
    if stat.S_ISLNK(mode):
        return Fault("symlink", {"target": _target(path)})
    if not stat.S_ISREG(mode):
        return Fault("folder" if stat.S_ISDIR(mode) else "special", {"mode": stat.filemode(mode)})
    if status.st_uid != uid:
        return Fault("owner", {"uid": status.st_uid})
    if stat.S_IMODE(mode) != FILE_MODE:
        return Fault("mode", {"mode": f"{stat.S_IMODE(mode):04o}"})
    return None


def _target(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""


def digest_of(path: str) -> tuple[str, os.stat_result | None]:
    """("", None) when it cannot be read: then it is not what it must be."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return "", None
    hasher = hashlib.sha256()
    with open(handle, "rb", buffering=0) as file:
        status = os.fstat(handle)
        while data := file.read(CHUNK):
            hasher.update(data)
    return hasher.hexdigest(), status


def folder_fault(status: os.stat_result, uid: int) -> Fault | None:
    """What is wrong with a real folder: others may write to it, or readers may not enter."""
    mode = stat.S_IMODE(status.st_mode)
    if status.st_uid != uid:
        return Fault("owner", {"uid": status.st_uid})
    if mode & 0o7022 or mode & 0o555 != 0o555:
        return Fault("mode", {"mode": f"{mode:04o}"})
    return None

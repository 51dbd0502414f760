"""The secrets that seal the log: one file outside the database that only its owner may read.

`first` says from which record on a key seals, so that nobody can pass a forged record off as an older, unsealed one.
"""

import json
import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

CURE = "请运行 manage.py audit_keys make，并把 AUDIT_KEY_FILE 设成这个文件。"


class KeyFault(Exception):
    """The log cannot be sealed, so nothing may be done that must be logged. The message is for people."""


@dataclass(frozen=True)
class Key:
    id: str
    secret: str
    first: int

    @property
    def bytes(self) -> bytes:
        return bytes.fromhex(self.secret)


@dataclass(frozen=True)
class KeyRing:
    """`digests` makes digests of objects and sessions; it is never changed, so that they stay comparable."""

    digests: str
    keys: tuple[Key, ...]

    @property
    def newest(self) -> Key:
        return self.keys[-1]

    def at(self, sequence: int) -> Key | None:
        """The key of a record; none for those written before there was one."""
        return next((key for key in reversed(self.keys) if key.first <= sequence), None)

    def sealing(self, sequence: int) -> Key:
        """The key for a new record. Raises KeyFault."""
        key = self.at(sequence)
        if key is None:
            raise KeyFault(
                f"没有第 {sequence} 条记录的密钥：密钥文件和数据库不是一套，请从备份恢复密钥文件。"
            )
        return key

    def named(self, name: str) -> Key | None:
        return next((key for key in self.keys if key.id == name), None)


def key_file() -> Path:
    """Raises KeyFault."""
    if not settings.AUDIT_KEY_FILE:
        raise KeyFault(f"没有设置审计密钥。{CURE}")
    return Path(settings.AUDIT_KEY_FILE)


def ring() -> KeyRing:
    """The ring of this installation, read again whenever the file changes. Raises KeyFault."""
    file = key_file()
    try:
        state = file.stat()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and settings.AUDIT_KEY_MAKE:
            return make_ring(file)
        raise KeyFault(f"审计密钥 {file} 读不到：{error.strerror}。{CURE}") from None
    if state.st_mode & 0o077:
        raise KeyFault(f"审计密钥 {file} 别人也能读，请改权限：chmod 600 {file}")
    return _read(file, state.st_mtime_ns, state.st_ino)


@lru_cache(maxsize=4)
def _read(file: Path, changed: int, number: int) -> KeyRing:
    try:
        told = json.loads(file.read_bytes())
        return KeyRing(told["digests"], tuple(Key(**key) for key in told["keys"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise KeyFault(f"审计密钥 {file} 的内容不完整，请从备份恢复。") from None


def make_ring(file: Path) -> KeyRing:
    """A new ring for all records from now on; where one appeared in the meantime, that one."""
    from .models import AuditRecord

    write_ring(file, AuditRecord.objects.last_sequence() + 1)
    return ring()


def write_ring(file: Path, first: int = 1) -> None:
    """A new file, unless there is one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = _write_aside(file, KeyRing(secrets.token_hex(32), (_new_key(first),)))
    with suppress(FileExistsError):
        os.link(written, file)
    written.unlink()


def add_key(file: Path, first: int) -> KeyRing:
    """The ring with another key that seals from record `first` on. The caller holds the chain."""
    old = ring()
    grown = KeyRing(old.digests, (*old.keys, _new_key(first)))
    os.replace(_write_aside(file, grown), file)
    return grown


def _new_key(first: int) -> Key:
    return Key(secrets.token_hex(4), secrets.token_hex(32), first)


def _write_aside(file: Path, content: KeyRing) -> Path:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".audit-")  # mode 600
    with os.fdopen(handle, "w") as stream:
        json.dump(asdict(content), stream)
        stream.flush()
        os.fsync(stream.fileno())
    return Path(name)

"""A release as one file, for transfer in one direction: a USB stick, a data diode, a copied folder.

A plain tar (see `tar`): `bundle.json` says what it is, then the signature, then the list of files (complete, or what
changed since the base), then each object once, named by SHA-256. Text travels as its gzip copy only; the host unpacks it
and checks the result. Same release and base, same bytes.
"""

import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from foundation.disk import sync

from ..release.entry import Entry
from .errors import ReleaseRefused
from .files import Changes
from .store import Readable
from .tar import Member, Writer, hostile, members

HEADER, LIST, OBJECTS = "bundle.json", "changes.jsonl", "objects/"
FORMAT = 1
HEADER_LIMIT = 64 * 1024
LONGEST_LINE = 64 * 1024


@dataclass(frozen=True)
class Header:
    """What a bundle says of itself; for choosing and for messages, never for believing.

    `base` is the release a delta builds on and `base_manifest` that one's hash; both empty in a complete bundle.
    """

    release: str
    number: int
    base: str = ""
    base_manifest: str = ""

    def to_bytes(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Header":
        try:
            value = json.loads(data)
            if value.pop("format") != FORMAT:
                raise ReleaseRefused("format", "包的格式这台机器不认识。", "请升级公开主机上的程序。")
            texts = [str(value[name]) for name in ("release", "base", "base_manifest")]
            return cls(texts[0], int(value["number"]), *texts[1:])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise hostile("开头的说明看不懂") from error


def read_header(stream: BinaryIO) -> tuple[Header, Iterator[Member]]:
    """The header, and the members that follow it."""
    rest = members(stream)
    first = next(rest, None)
    if first is None or first.name != HEADER:
        raise hostile("开头没有说明")
    return Header.from_bytes(read_small(first, HEADER_LIMIT)), rest


def read_small(member: Member, limit: int) -> bytes:
    """A member that belongs into memory; one that claims to be larger than `limit` is not read."""
    if member.size > limit:
        raise hostile(f"{member.name} 大得不合理")
    return member.read()


def list_bytes(changed: Changes) -> bytes:
    """The list of files: a line of the manifest for each that came or changed, a note for each that left."""
    lines = (
        entry.line(file) if entry else json.dumps({"gone": True, "path": file}, ensure_ascii=False).encode()
        for file, entry in sorted(changed.items())
    )
    return b"".join(line + b"\n" for line in lines)


def read_lines(member: Member) -> Iterator[tuple[str, Entry | None]]:
    """The list again, line by line. Raises ReleaseRefused."""
    rest = b""
    while data := member.read(LONGEST_LINE):
        *lines, rest = (rest + data).split(b"\n")
        yield from map(_read_line, lines)
        if len(rest) > LONGEST_LINE:
            break
    if rest:
        raise hostile("文件清单看不懂")


def _read_line(line: bytes) -> tuple[str, Entry | None]:
    try:
        if line.startswith(b'{"gone"'):
            return str(json.loads(line)["path"]), None
        return Entry.read(line)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise hostile("文件清单看不懂") from error


def peek(path: Path) -> Header:
    """What a bundle file says of itself. Raises ReleaseRefused, OSError."""
    with open(path, "rb") as stream:
        return read_header(stream)[0]


def write_bundle(
    target: Path, header: Header, small: Mapping[str, bytes], objects: Iterable[tuple[str, int, Readable]]
) -> int:
    """Write a bundle, whole or not at all; returns its size in bytes. `objects` as (SHA-256, size, stream)."""
    temporary = target.with_name(f".{target.name}.part")
    try:
        with open(temporary, "wb") as out:
            writer = Writer(out)
            for name, data in {HEADER: header.to_bytes(), **small}.items():
                writer.add(name, len(data), io.BytesIO(data))
            for digest, size, stream in objects:
                writer.add(OBJECTS + digest, size, stream)
            writer.close()
        sync(temporary)
        os.replace(temporary, target)
        sync(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return target.stat().st_size

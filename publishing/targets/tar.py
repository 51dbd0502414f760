"""The least a tar file needs: regular files with plain names, one after the other.

Python's tarfile believes a stranger's headers: long names, sparse maps and extended records are read into memory as
large as they claim to be, links and devices are its user's problem. Here anything but a plain file ends the reading.
"""

import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from .errors import ReleaseRefused
from .store import Readable

BLOCK = 512
CHUNK = 1024 * 1024


class Member:
    """A file inside, to be read before the next one is asked for."""

    def __init__(self, stream: BinaryIO, name: str, size: int) -> None:
        self.name, self.size = name, size
        self._stream, self._left = stream, size

    def read(self, length: int = -1) -> bytes:
        wanted = self._left if length < 0 else min(length, self._left)
        data = self._stream.read(wanted)
        if len(data) < wanted:
            raise truncated()
        self._left -= wanted
        return data

    def finish(self) -> None:
        """Go to where the next one begins."""
        while self._left:
            self.read(CHUNK)
        padding = -self.size % BLOCK
        if self._stream.read(padding).strip(b"\0"):
            raise hostile("填充区里有内容")


def members(stream: BinaryIO) -> Iterator[Member]:
    """Each file in turn. Raises ReleaseRefused for anything that is not what `Writer` writes."""
    while (block := _block(stream)) != bytes(BLOCK):
        member = _parse(stream, block)
        yield member
        member.finish()
    if _block(stream) != bytes(BLOCK) or stream.read(1):
        raise hostile("结尾之后还有内容")


def _block(stream: BinaryIO) -> bytes:
    block = stream.read(BLOCK)
    if len(block) < BLOCK:
        raise truncated()
    return block


def _parse(stream: BinaryIO, block: bytes) -> Member:
    try:
        info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError) as error:
        raise hostile(f"有一项无法识别（{type(error).__name__}）") from error
    if info.type != tarfile.REGTYPE or info.size < 0:
        raise hostile(f"{info.name!r} 不是普通文件")
    if info.name.startswith("/") or ".." in info.name.split("/"):
        raise hostile(f"{info.name!r} 指向包外")
    return Member(stream, info.name, info.size)


class Writer:
    """Same files in the same order give the same bytes: no times, owners or modes of this machine."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def add(self, name: str, size: int, stream: Readable) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o444
        self._out.write(info.tobuf(tarfile.GNU_FORMAT, "ascii", "strict"))
        left = size
        while left:
            data = stream.read(min(CHUNK, left))
            if not data:
                raise ValueError(f"{name} is shorter than its manifest says")
            self._out.write(data)
            left -= len(data)
        self._out.write(bytes(-size % BLOCK))

    def close(self) -> None:
        self._out.write(bytes(2 * BLOCK))


def truncated() -> ReleaseRefused:
    return ReleaseRefused("truncated", "包不完整，后面的内容没有传到。", "请等传输结束，或重新传一次。")


def hostile(detail: str) -> ReleaseRefused:
    return ReleaseRefused("hostile", f"这不是发布端导出的包：{detail}。", "请核对文件来源，不要使用。")

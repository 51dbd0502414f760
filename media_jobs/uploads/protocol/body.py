"""Taking in a body byte by byte: whatever arrived before the line was cut is kept."""

import asyncio
import errno
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..writer import Writer
from .headers import Checksum
from .wire import TOO_LONG, Refusal, Request

BLOCK = 256 * 1024  # bytes gathered before they are written
SURE_EVERY = 16 * 1024 * 1024  # bytes after which a long body is made sure of on its way
LOOK = 0.25  # seconds between two looks at whether somebody newer came
SILENT = 120.0  # seconds without a byte; then the connection is given up, not the upload
CHANGED = "收到的内容和校验值不符，这一段没有保存，会自动重传。"
EVICTED = "这个上传在另一个连接上继续了。"
STALLED = "很久没有收到数据，先停在这里。网络恢复后会接着传。"
FULL = "服务器的磁盘满了，收到的都保存着，没有丢。请过一会儿接着传；一直这样请告诉系统管理员。"
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


@dataclass
class Intake:
    """One body on its way into one upload. `room()` is how many bytes the disk may still take."""

    request: Request
    writer: Writer
    length: int
    room: Callable[[], int]
    checksum: Checksum | None = None

    async def take(self) -> bool:
        """Whether the body came whole; False where the line was cut. Raises Refusal.

        Bytes are sure when it returns or raises. With a checksum a body counts whole or not at all.
        """
        start, self._hash = self.writer.offset, self.checksum.begin() if self.checksum else None
        await asyncio.to_thread(self.writer.begin, strict=self._hash is not None)
        try:
            came_whole = await self._receive()
        except Refusal as refusal:
            back = self._hash is not None or refusal.text == TOO_LONG
            await asyncio.to_thread(self._end, start if back else None)
            raise
        fits = self._hash is None or self.checksum is None or self._hash.digest() == self.checksum.digest
        kept = fits if came_whole else self._hash is None
        await asyncio.to_thread(self._end, None if kept else start)
        if came_whole and not fits:
            raise Refusal(460, CHANGED)
        return came_whole

    async def _receive(self) -> bool:
        gathered, quiet, unsure = bytearray(), 0.0, 0
        message: asyncio.Future | None = None
        try:
            while True:
                message = message or asyncio.ensure_future(self.request.receive())
                ready, _ = await asyncio.wait({message}, timeout=LOOK)
                told: Mapping[str, Any] = message.result() if ready else {"more_body": True}
                message, quiet = (None, 0.0) if ready else (message, quiet + LOOK)
                gathered += told.get("body", b"")
                cut, evicted = told.get("type") == "http.disconnect", self.writer.evicted
                over = cut or evicted or not told.get("more_body")
                if gathered and (over or quiet or len(gathered) >= BLOCK):
                    unsure = await self._write(bytes(gathered), unsure)
                    gathered.clear()
                if evicted:
                    raise Refusal(409, EVICTED)
                if over:
                    return not cut
                if quiet >= SILENT:
                    raise Refusal(408, STALLED)
        finally:
            if message is not None:
                message.cancel()

    async def _write(self, block: bytes, unsure: int) -> int:
        """Returns how many bytes are not sure yet."""
        if self.writer.offset + len(block) > self.length:
            raise Refusal(413, TOO_LONG)
        if self._hash is not None:
            self._hash.update(block)
        unsure += len(block)
        try:
            if self.room() < len(block):
                raise OSError(errno.ENOSPC, "kept free")
            await asyncio.to_thread(self.writer.write, block)
            if unsure >= SURE_EVERY and self._hash is None:
                await asyncio.to_thread(self.writer.sure)
                unsure = 0
        except OSError as error:
            if error.errno not in NO_SPACE:
                raise
            raise Refusal(507, FULL) from error
        return unsure

    def _end(self, back_to: int | None) -> None:
        if back_to is None:
            self.writer.sure()
        else:
            self.writer.back_to(back_to)

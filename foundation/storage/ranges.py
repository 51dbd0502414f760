"""A remote file as a readable, seekable stream that fetches only what is read."""

import io
from collections.abc import Callable


class RangeReader(io.RawIOBase):
    """`fetch(start, length)` answers those bytes. Wrap in a BufferedReader for few, larger requests."""

    def __init__(self, fetch: Callable[[int, int], bytes], size: int) -> None:
        self.fetch, self.length, self.position = fetch, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.length}[whence]
        if base + offset < 0:
            raise ValueError("negative position")
        self.position = base + offset
        return self.position

    def readinto(self, buffer) -> int:
        wanted = min(len(buffer), self.length - self.position)
        if wanted <= 0:
            return 0
        data = self.fetch(self.position, wanted)
        buffer[: len(data)] = data
        self.position += len(data)
        return len(data)

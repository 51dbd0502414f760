"""What ffmpeg's `-progress` says, made into percent and time left."""

WATCHED = (b"frame", b"out_time_us", b"total_size")
FIRST = 2.0  # percent before the rest can be guessed


class Progress:
    """`seconds` is the length of what is written, 0 where nobody knows."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.done = 0.0  # seconds written
        self._rest = b""
        self._seen: dict[bytes, bytes] = {}

    def hear(self, content: bytes) -> bool:
        """Whether something moved since the last time."""
        *lines, self._rest = (self._rest + content).split(b"\n")
        before = dict(self._seen)
        for line in lines:
            key, _, value = line.partition(b"=")
            if key.strip() in WATCHED:
                self._seen[key.strip()] = value.strip()
        written = self._seen.get(b"out_time_us", b"")
        if written.isdigit():
            self.done = int(written) / 1_000_000
        return self._seen != before

    def so_far(self, passed: float) -> tuple[float, float | None]:
        """(percent from 0 to 99, seconds left or None) after `passed` seconds of work. 100 is said by whoever ends it."""
        if not self.seconds:
            return 0.0, None
        percent = min(99.0, 100 * self.done / self.seconds)
        if percent < FIRST:
            return percent, None
        return percent, passed * max(0.0, self.seconds - self.done) / self.done

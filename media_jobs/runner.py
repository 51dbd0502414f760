"""Running ffmpeg and its like: percent and time left, an end to what hangs, nothing left behind."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from foundation.jobs.errors import Cancelled

from .progress import Progress
from .reasons import ToolFailed, failed, wrote_less
from .sandbox import Limits, environment, wrapped
from .tools import tools

TICK = 0.5  # seconds between two looks at the clock
SAY = 1.0  # seconds between two words to whoever waits
SHORTER = "请剪短或者降低画面尺寸后再传"
Tell = Callable[[float, float | None], object]


@dataclass(frozen=True)
class Finished:
    """A run that went well. Times in seconds; `stderr` is the end of what it said."""

    stdout: bytes
    stderr: str
    seconds: float
    cpu_seconds: float


def run(
    argv: Sequence[str],
    *,
    folder: Path,
    reads: Sequence[Path] = (),
    seconds: float = 0,
    limits: Limits | None = None,
    tell: Tell | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Finished:
    """Run `argv` (beginning with "ffmpeg" or "ffprobe") in `folder`, which it alone may write.

    `reads` are the files it may read besides. `seconds` is the length of what it writes: with it, `tell(percent, seconds
    left)` is called about once a second; left is None as long as nobody knows. What `tell` raises ends the program
    and goes on to the caller. Raises ToolFailed (DiskFull, where there is no room) or Cancelled; by then the program and
    all it started have ended.
    """
    limits = limits or Limits()
    return _Run(argv, folder.resolve(), [path.resolve() for path in reads], seconds, limits).watch(
        tell or (lambda percent, left: None), cancelled or (lambda: False)
    )


class _Run:
    def __init__(self, argv, folder: Path, reads: list[Path], seconds: float, limits: Limits) -> None:
        self.folder, self.limits, self.found = folder, limits, _size(folder)
        self.progress = Progress(seconds)
        self.stdout, self.stderr = bytearray(), bytearray()
        self.began = self.moved = time.monotonic()
        self.code: int | None = None
        self.cpu = 0.0
        ears, mouth = os.pipe()
        try:
            command = wrapped(_complete(argv, mouth), folder=folder, reads=reads, limits=limits)
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=(mouth,),
                start_new_session=True,  # a group of its own, to be ended as a whole
            )
        except BaseException:
            os.close(ears)
            raise
        finally:
            os.close(mouth)
        self.ears = os.fdopen(ears, "rb", buffering=0)

    def watch(self, tell: Tell, cancelled: Callable[[], bool]) -> Finished:
        try:
            with selectors.DefaultSelector() as selector:
                ways = (self._heard, self._wrote, self._complained)
                for pipe, way in zip(self._pipes(), ways, strict=True):
                    selector.register(pipe, selectors.EVENT_READ, way)
                self._follow(selector, tell, cancelled)
        finally:
            self._end()
        complaint = self.stderr.decode(errors="replace")
        if self.code and self.cpu >= 0.9 * self.limits.cpu:
            raise self._stopped(f"处理视频用了超过 {self.limits.cpu} 秒的处理器时间，已停止", SHORTER)
        if self.code or wrote_less(complaint):
            raise failed(self.code or 1, complaint)
        return Finished(bytes(self.stdout), complaint, time.monotonic() - self.began, self.cpu)

    def _follow(self, selector: selectors.BaseSelector, tell: Tell, cancelled: Callable[[], bool]) -> None:
        """Until it has ended and everything it said is read."""
        said = self.began
        while selector.get_map() or self.code is None:
            for key, _ in selector.select(TICK if selector.get_map() else TICK / 50):
                if content := os.read(key.fd, 65536):
                    key.data(content)
                else:
                    selector.unregister(key.fileobj)
            if not selector.get_map():  # closed, which proves nothing: it may have done so on purpose
                self._reap(os.WNOHANG)
            now = time.monotonic()
            if now - said >= SAY:
                said = now
                self._bound(now)
                tell(*self.progress.so_far(now - self.began))
                if cancelled():
                    raise Cancelled

    def _bound(self, now: float) -> None:
        """Raises ToolFailed for what takes too long, stands still or writes too much."""
        if now - self.began > self.limits.wall:
            raise self._stopped(f"处理视频超过 {self.limits.wall} 秒，已停止", SHORTER)
        if now - self.moved > self.limits.stall:
            raise self._stopped(
                f"处理视频时有 {self.limits.stall} 秒没有进展，已停止", "请在自己的电脑上重新导出后再传"
            )
        if len(self.stdout) > self.limits.stdout or _size(self.folder) - self.found > self.limits.total:
            raise self._stopped("处理后的内容太大，已停止", SHORTER)

    def _stopped(self, message: str, advice: str) -> ToolFailed:
        return ToolFailed(message, advice, permanent=True, stderr=self.stderr.decode(errors="replace"))

    def _heard(self, content: bytes) -> None:
        if self.progress.hear(content):
            self.moved = time.monotonic()

    def _wrote(self, content: bytes) -> None:
        self.stdout += content
        self.moved = time.monotonic()
        if len(self.stdout) > self.limits.stdout:
            self._bound(self.moved)

    def _complained(self, content: bytes) -> None:
        self.stderr += content
        del self.stderr[: -self.limits.stderr]

    def _reap(self, options: int) -> None:
        if self.code is None:
            pid, status, used = os.wait4(self.process.pid, options)
            if pid:
                code = os.waitstatus_to_exitcode(status)
                self.code = 128 - code if code < 0 else code
                self.cpu = used.ru_utime + used.ru_stime
                self.process.returncode = code  # Popen must not wait for it again

    def _end(self) -> None:
        """Whatever happened: the group is gone and the pipes are closed."""
        self._reap(os.WNOHANG)
        if self.code is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self._reap(0)
        for pipe in self._pipes():
            pipe.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
        """Progress, stdout, stderr."""
        return self.ears, cast("IO[bytes]", self.process.stdout), cast("IO[bytes]", self.process.stderr)


def _complete(argv: Sequence[str], mouth: int) -> list[str]:
    """With the program's path, quiet, and with its progress on a pipe of its own: stdout is free for data."""
    name, *rest = argv
    here = tools()
    if name == "ffprobe":
        return [str(here.ffprobe), "-hide_banner", *_level(rest), *rest]
    if name != "ffmpeg":
        raise ValueError(f"{name} is not a program of this engine")
    return [
        str(here.ffmpeg),
        *("-nostdin", "-hide_banner", "-nostats", "-progress", f"pipe:{mouth}"),
        *_level(rest),
        *rest,
    ]


def _level(rest: Sequence[str]) -> list[str]:
    return [] if {"-v", "-loglevel"} & set(rest) else ["-loglevel", "warning"]


def _size(folder: Path) -> int:
    """Bytes in a folder; what vanishes meanwhile does not count."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(where, name)).st_size
            except FileNotFoundError:
                continue
    return total

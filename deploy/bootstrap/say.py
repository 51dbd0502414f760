"""How set-up speaks: numbered steps with their seconds, and troubles of one line that name the cure."""

import contextlib
import errno
import signal
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager


class Trouble(Exception):
    """Something the person at the keyboard can cure: what happened and what to do, in both languages."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}（{english}）")


DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


def disk_full(where: object) -> Trouble:
    """The one line for a disk without room."""
    return Trouble(
        f"磁盘已满：{where} 没有空间了，请清理出至少 2 GB 后再运行 ./run",
        f"disk full at {where}: free at least 2 GB and run again",
    )


def line(text: str = "") -> None:
    """A line for the person, at once."""
    with contextlib.suppress(OSError):  # the terminal is gone; the processes are ended by their own signal
        print(text, flush=True)


@contextmanager
def step(chinese: str, english: str) -> Generator[None]:
    """Say what begins and, when it is done, how long it took."""
    started = time.monotonic()
    line(f"▸ {chinese} / {english} …")
    yield
    line(f"  ✓ {time.monotonic() - started:.1f} s")


def _give_up(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def guarded(work: Callable[[], int]) -> int:
    """Run `work`; a trouble becomes one line and exit code 1, not a trace."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _give_up)  # also where a shell had it ignored: a step ends with its program
    try:
        return work()
    except Trouble as trouble:
        message = str(trouble)
    except KeyboardInterrupt:
        line()
        return 130
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        message = str(disk_full(error.filename or "."))
    print(f"✗ {message}", file=sys.stderr, flush=True)
    return 1

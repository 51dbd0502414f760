"""Work shared out to forked copies of this process: they have everything that was loaded, and give back values."""

import ctypes
import gc
import logging
import os
import pickle
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from ..make_way import ask, ask_nobody, asking

logger = logging.getLogger(__name__)
PR_SET_PDEATHSIG = 1
LOOK = 0.02  # seconds between two looks at whether a copy has ended


class WorkerLost(Exception):
    """A copy ended without giving all its values back: killed, out of memory, or a fault that concerns no single page."""


def usable(wanted: int) -> int:
    """How many processes may work at once: never more than the cores this process may use."""
    if not hasattr(os, "fork"):
        return 1
    return max(1, min(wanted, len(os.sched_getaffinity(0))))


@contextmanager
def no_garbage() -> Iterator[None]:
    """Making a release leaves few cycles behind, but looking for them walks through the whole site again and again:
    for seconds in which nothing can make way, and copies would no longer share what they only read.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def in_copies(count: int, work: Callable[[int], Iterator[Any]], take: Callable[[Any], None]) -> None:
    """`work(number)` for each number below `count`, the first here and each other in a copy, all at the same time.

    Values are taken here: those of this process as they come, then those of the copies, in their order. Copies share
    memory with this process until either writes to it; they leave their values in files without a name, which vanish
    with their processes. Raises WorkerLost. When this process makes way no copy outlives it.
    """
    waiting: dict[int, IO[bytes]] = {}  # process id to where it answers
    try:
        for number in range(1, count):
            answer: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `_values` or below
            waiting[_copy(work, number, answer)] = answer
        for value in work(0):
            take(value)
        for pid in list(waiting):
            status = _ended(pid)
            for value in asking(_values(waiting.pop(pid), status), 1):
                take(value)
    finally:
        for pid, answer in waiting.items():  # something went wrong here
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            answer.close()


def _ended(pid: int) -> int:
    """How a copy ended, once it has. Asks while it waits."""
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return status
        ask()
        time.sleep(LOOK)


def _copy(work: Callable[[int], Iterator[Any]], number: int, answer: IO[bytes]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        _die_with(parent)
        ask_nobody()
        for value in work(number):
            pickle.dump(value, answer, pickle.HIGHEST_PROTOCOL)
        answer.flush()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)  # nothing that the copy inherited may be closed or written a second time


def _die_with(parent: int) -> None:
    """A copy whose process was killed must not go on writing."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_DFL)
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    except (AttributeError, OSError):  # not Linux
        logger.debug("a worker cannot be tied to its publisher here")
    if os.getppid() != parent:
        os._exit(1)


def _values(answer: IO[bytes], status: int) -> Iterator[Any]:
    with answer:
        if status:
            raise WorkerLost(f"worker ended with {os.waitstatus_to_exitcode(status)}")
        size = answer.seek(0, os.SEEK_END)
        answer.seek(0)
        while answer.tell() < size:
            yield pickle.load(answer)

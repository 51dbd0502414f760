"""kill -9 of a publisher before its n-th lasting act: a file opened for writing, a rename, a link, an SQL statement.

The acts are seen by an audit hook of the interpreter, so no function of the publisher has to be named, and none can
be forgotten.
"""

import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from typing import Any

ACTS = {"os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


CONNECT = sqlite3.connect


class Acts:
    """Counts what leaves traces on the disk, and dies at the chosen one."""

    def __init__(self) -> None:
        self.on, self.done, self.last = False, 0, -1
        self.installed = False

    def watch(self) -> None:
        if not self.installed:  # a hook stays as long as the process
            sys.addaudithook(self._see)
            sqlite3.connect = self._connect
            self.installed = True
        self.on, self.done = True, 0

    def _see(self, event: str, arguments: tuple) -> None:
        if not self.on:
            return
        if event in ACTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            self.act()

    def _connect(self, *args: Any, **kwargs: Any) -> sqlite3.Connection:
        db = CONNECT(*args, **kwargs)
        if self.on:
            db.set_trace_callback(lambda statement: self.act())
        return db

    def act(self) -> None:
        if self.on:
            if self.done == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.done += 1


ACTS_OF_THIS_PROCESS = Acts()


def count(work: Callable[[], object]) -> int:
    """How many lasting acts the work makes."""
    acts = ACTS_OF_THIS_PROCESS
    acts.watch()
    try:
        work()
    finally:
        acts.on = False
    return acts.done


def in_child(work: Callable[[], object], die_at: int) -> bool:
    """Do the work in a forked process that is killed at its `die_at`-th act. True: it came to its end before."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            ACTS_OF_THIS_PROCESS.last = die_at
            ACTS_OF_THIS_PROCESS.watch()
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL, status
        return False
    assert os.WEXITSTATUS(status) == 0, "the publisher failed instead of being killed"
    return True

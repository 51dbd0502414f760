"""The processes of the Procfile under honcho, ended together whatever ends them: Ctrl-C, kill, a closed terminal."""

import contextlib
import ctypes
import io
import multiprocessing
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Printer
from honcho.process import Popen, Process

from . import say

PATIENCE = 10  # seconds between asking and insisting
SET_DEATH_SIGNAL = 1  # prctl(2)


def die_with_parent(number: int) -> None:
    """Ask Linux to end this process when the one that started it is gone, even by kill -9."""
    with contextlib.suppress(OSError, AttributeError):  # on another system the ordinary ways still work
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, number)


STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _as_child() -> None:
    """In the child, before its program: hear the signals its watcher ignores, do not outlive the watcher."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    die_with_parent(signal.SIGTERM)


class GuardedPopen(Popen):
    """A child that does not outlive us."""

    def __init__(self, cmd: str, **options: Any) -> None:
        super().__init__(cmd, preexec_fn=_as_child, **options)


class GuardedProcess(Process):
    """honcho's watcher of one child."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._child_ctor = GuardedPopen

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        """The signals are ignored from the first moment: the manager decides when the child ends."""
        die_with_parent(signal.SIGKILL)
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        super().run(events, ignore_signals)


class Terminal:
    """Standard output that may vanish: a closed window must not keep the children from being ended."""

    def write(self, text: str) -> None:
        try:
            sys.stdout.write(text)
        except OSError:
            self.lost()

    def flush(self) -> None:
        try:
            sys.stdout.flush()
        except OSError:
            self.lost()

    def lost(self) -> None:
        sys.stdout = io.StringIO()
        os.kill(os.getpid(), signal.SIGTERM)


class Crew(Manager):
    """honcho's manager, deaf to no signal and patient for a while only."""

    def __init__(self) -> None:
        super().__init__(Printer(Terminal()))
        self._process_ctor = GuardedProcess
        self._asked = False

    def loop(self) -> None:
        """Runs until all have ended."""
        multiprocessing.set_start_method("fork", force=True)
        signal.signal(signal.SIGHUP, self._on_hangup)
        super().loop()

    def _on_hangup(self, number: int, frame: FrameType | None) -> None:
        self.returncode = 129
        self.terminate()

    def _system_print(self, data: str) -> None:
        """Only what a person wants to know: which part stopped by itself."""
        if "stopped" in data and not self._terminating:
            say.line(f"✗ {data.strip()}；其余进程随之停止 / stopping the others")

    def terminate(self) -> None:
        """Also when asked while some are still being started."""
        self._asked = True
        if super()._all_started() and not self._terminating:
            say.line("▸ 正在停止 / stopping …")
            super().terminate()
            timer = threading.Timer(PATIENCE, self.kill)
            timer.daemon = True
            timer.start()

    def _all_started(self) -> bool:
        started = super()._all_started()
        if started and self._asked and not self._terminating:
            self.terminate()
        return started


def crew(procfile: Path, environment: dict[str, str], cwd: Path) -> Crew:
    """A crew with every process of the file, not yet started."""
    made = Crew()
    for name, command in parse_procfile(procfile.read_text()).processes.items():
        made.add_process(name, command, env=environment, cwd=str(cwd))
    return made

"""ffmpeg on air: one run at a time, which ends with this process, however that ends."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from media_jobs.sandbox import environment
from media_jobs.tools import tools

KEPT = 20_000  # bytes of complaints kept of earlier runs


class Program:
    """A running command; its complaints are in `<name>.log` of its folder."""

    def __init__(self, argv: Sequence[str], folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / f"{name}.log"
        if log.exists() and log.stat().st_size > KEPT:
            log.unlink()
        guard = shutil.which("setpriv")
        before = [guard, "--no-new-privs", "--pdeathsig", "KILL", "--"] if guard else []
        command = [
            *before,
            str(tools().ffmpeg),
            "-nostdin",
            "-hide_banner",
            "-nostats",
            "-loglevel",
            "error",
            *argv[1:],
        ]
        with log.open("ab") as file:
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                start_new_session=True,
            )  # fmt: skip

    @property
    def runs(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """Asked first, so that the last piece is whole; insisted on after two seconds."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGINT)
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

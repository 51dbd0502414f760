"""Real worker processes for the tests, on the database of the test and a broker of choice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = "tests.foundation.jobs.worker_settings"
FLAGS = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "info"]


class Worker:
    """One `celery -A cms worker` process."""

    def __init__(
        self, queue: str, broker_url: str, log: Path, pool: str = "threads", settings: str = SETTINGS
    ) -> None:
        self.log = log
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "BROKER_URL": broker_url,
            "PYTHONUNBUFFERED": "1",
        }
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "cms",
            "-q",
            "worker",
            "-Q",
            queue,
            "-P",
            pool,
            "-c",
            "2",
        ]
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [*command, *FLAGS, "-n", f"{log.stem}@test"],
                cwd=ROOT,
                env=environment,
                stdout=out,
                stderr=out,
            )

    def kill9(self) -> None:
        self.process.kill()
        self.process.wait()

    def terminate(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def is_ready(self) -> bool:
        return "ready." in self.log.read_text()


def wait_for(condition: Callable[[], object], what: str = "", seconds: float = 180) -> None:
    """Wait until something is so; the bound is for a machine with much else to do."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.05)


def lines(path: Path) -> list[str]:
    """What the jobs wrote, one effect a line."""
    return path.read_text().splitlines() if path.exists() else []

"""A network of its own, without any way out: ports 80 and 443 are free there, and IPv4 can be taken away."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import processes


class Island:
    """A network namespace that lives as long as one sleeping process in it."""

    def __init__(self, folder: Path):
        self.folder = folder
        own = ["unshare", "--net"] if not os.getuid() else ["unshare", "--map-root-user", "--net"]
        script = "ip link set lo up && touch ready && exec sleep 600"
        holder = processes.spawn([*own, "sh", "-c", script], folder)
        processes.wait_until((folder / "ready").exists, holder, folder)
        self.pids = [holder.pid]
        self._enter = ["nsenter", "--target", str(holder.pid), "--net"]
        if os.getuid():
            self._enter += ["--user", "--preserve-credentials"]

    def run(self, *command: str, **options) -> str:
        """What the command says, run inside; an error shows all it said."""
        done = subprocess.run(
            [*self._enter, *command], capture_output=True, text=True, timeout=120, **options
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self, command: list[str], port: int) -> None:
        """A server inside; back when it listens."""
        process = processes.spawn([*self._enter, *command], self.folder)
        self.pids.append(process.pid)
        processes.wait_until(lambda: f":{port} " in self.run("ss", "-ltn"), process, self.folder)

    def without_ipv4(self) -> None:
        self.run("ip", "address", "delete", "127.0.0.1/8", "dev", "lo")

    def end(self) -> None:
        for pid in reversed(self.pids):
            processes.stop(pid)


@pytest.fixture
def island(tmp_path: Path) -> Iterator[Callable[[], Island]]:
    """`island()` answers a new one; ended after the test."""
    made: list[Island] = []

    def make() -> Island:
        folder = tmp_path / f"island-{len(made)}"
        folder.mkdir()
        made.append(Island(folder))
        return made[-1]

    yield make
    for one in made:
        one.end()

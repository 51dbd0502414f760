"""The processes as `./run` starts them, each of which may be killed at any moment and is started again."""

import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import django
from honcho.environ import parse_procfile

from deploy.bootstrap.places import ROOT, Places
from tests.services import environment, postgres, processes

#: durable as in production: what was committed is there after a kill
SETTINGS = ("max_connections=80", "synchronous_commit=on")
PARTS = ("web", "one of web", "worker", "database")


class House:
    """PostgreSQL, web and worker in one folder. `kills` counts what was done to them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kills = folder, Counter[str]()
        self.database_port, self.web_port = processes.free_port(), processes.free_port()
        self.url = f"http://127.0.0.1:{self.web_port}"
        self.running: dict[str, Popen[bytes]] = {}
        for name in ("database", "web", "worker", "var"):
            (folder / name).mkdir()
        self.environment = self._environment()

    def _environment(self) -> dict[str, str]:
        os.environ |= {
            "DATABASE_URL": f"postgres://app@127.0.0.1:{self.database_port}/bench",
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        }
        return Places(self.folder / "var", "127.0.0.1", processes.free_port(), self.web_port).environment()

    def build(self) -> None:
        """A cluster with the migrated template in it."""
        shutil.copytree(postgres.cached_cluster(), self.folder / "database" / "data")
        postgres.hand_over(self.folder / "database")
        self.start("database")
        postgres.administer(f"CREATE DATABASE bench TEMPLATE {postgres.TEMPLATE}", port=self.database_port)

    def start(self, part: str) -> None:
        """Until it answers; what was killed may hold its port or its memory for a moment."""
        folder = self.folder / part
        for _ in range(20):
            options = postgres.as_owner() if part == "database" else {"env": self.environment}
            process = processes.spawn(self._command(part), folder, **options)
            try:
                processes.wait_until(lambda: self._ready(part), process, folder, 120)
            except RuntimeError:
                time.sleep(0.5)
                continue
            self.running[part] = process
            return
        raise SystemExit(f"{part} does not start:\n{(folder / 'log').read_text(errors='replace')[-3000:]}")

    def _command(self, part: str) -> list[str]:
        if part == "database":
            folder = self.folder / "database"
            command = [str(postgres.binaries() / "postgres"), "-D", str(folder / "data")]
            command += ["-p", str(self.database_port), "-c", "listen_addresses=127.0.0.1"]
            command += ["-c", f"unix_socket_directories={folder}"]
            return command + [word for setting in SETTINGS for word in ("-c", setting)]
        told = parse_procfile((ROOT / "Procfile").read_text()).processes[part]
        return ["sh", "-c", f"cd {ROOT} && {told}"]

    def _ready(self, part: str) -> bool:
        if part == "database":
            return postgres.accepts(self.database_port)
        return part == "worker" or processes.answers(self.web_port)

    def kill(self, part: str) -> None:
        """-9, the whole group at once; or one process of the web."""
        self.kills[part] += 1
        if part == "one of web":
            children = Path(f"/proc/{self.running['web'].pid}/task/{self.running['web'].pid}/children")
            pids = children.read_text().split() if children.exists() else []
            if pids:
                os.kill(int(random.choice(pids)), signal.SIGKILL)
            return
        process = self.running.pop(part)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.start(part)

    def stop(self) -> None:
        for process in self.running.values():
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def standing(name: str) -> Iterator[House]:
    """A built house with its database running, Django of this process set up on it; nothing of it stays."""
    environment.own_the_run()
    folder = Path(tempfile.mkdtemp(prefix=f"spc-{name}-"))
    folder.chmod(0o755)  # PostgreSQL runs as another user when we are root
    house = House(folder)
    os.environ |= {"VAR_DIR": str(folder / "var")}
    try:
        house.build()
        django.setup()
        yield house
    finally:
        house.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Killer(threading.Thread):
    """Kills a part every few seconds, until it is told that it is enough."""

    def __init__(self, house: House, pause: tuple[float, float], seed: int) -> None:
        super().__init__(daemon=True)
        self.house, self.pause, self.chance, self.enough = (
            house,
            pause,
            random.Random(seed),
            threading.Event(),
        )
        self.problem: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.enough.wait(self.chance.uniform(*self.pause)):
                self.house.kill(self.chance.choice(PARTS))
        except BaseException as problem:
            self.problem = problem

    def end(self) -> None:
        self.enough.set()
        self.join()
        if self.problem is not None:
            raise self.problem

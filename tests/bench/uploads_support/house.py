"""A database, a spool and the service; what came of the uploads is counted in a process that has the same database."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from deploy.bootstrap import template
from deploy.bootstrap.places import ROOT

from .service import Killer, Service, send


class Bench:
    """`with Bench(folder, settings) as bench:` the service answers."""

    def __init__(self, folder: Path, settings: str) -> None:
        var = folder / "var"
        var.mkdir(parents=True)
        (var / "static").mkdir()
        template.clone(var / "db.sqlite3")
        self.service = Service(folder / "service", settings, var)
        self.service.environment.pop("DATABASE_URL", None)
        self.killer: Killer | None = None
        self.ticket = self._ask("ticket")["ticket"]

    def __enter__(self) -> "Bench":
        self.service.start()
        return self

    def __exit__(self, *problem) -> None:
        if self.killer:
            self.killer.enough.set()
            self.killer.join()
        self.service.kill()

    def kill_every(self, seconds: float) -> None:
        self.killer = Killer(self.service, seconds)
        self.killer.start()

    def send(self, port: int, **given) -> list[dict]:
        return send(f"http://127.0.0.1:{port}/uploads/files/", self.ticket, **given)

    def count(self, told: list[dict], later: timedelta) -> tuple[int, int, int]:
        """(complete, equal, orphans once everything unfinished had to expire)."""
        wanted = {f"{one['number']}.bin": one["sha256"] for one in told if one["complete"]}
        found = self._ask("count", str(later.total_seconds()))
        equal = sum(found["digests"].get(name) == digest for name, digest in wanted.items())
        return len(wanted), equal, found["orphans"]

    def _ask(self, *what: str) -> dict:
        command = [sys.executable, "-m", "tests.bench.uploads_support.inside", *what]
        done = subprocess.run(command, cwd=ROOT, env=self.service.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr[-3000:])
        return json.loads(done.stdout.splitlines()[-1])

"""The upload service and the workers of the Procfile around a database of their own, and what a video's row says meanwhile."""

import base64
import http.client
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from deploy.bootstrap import template
from deploy.bootstrap.places import ROOT
from tests.bench.uploads_support.service import Service
from tests.services import processes

SETTINGS = "cms.settings.dev"
TUS = {"Tus-Resumable": "1.0.0"}
BLOCK = 1 << 20
FLAGS = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO")


class House:
    """`with House(folder) as house:` nobody works yet."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.var = folder, folder / "var"
        (self.var / "static").mkdir(parents=True)
        template.clone(self.var / "db.sqlite3")
        self.service = Service(folder / "service", SETTINGS, self.var)
        self.service.environment.pop("DATABASE_URL", None)
        self.started: list[subprocess.Popen[bytes]] = []
        self.ticket = self.ask("ticket")["ticket"]

    def __enter__(self) -> "House":
        return self

    def __exit__(self, *problem) -> None:
        self.service.kill()
        for one in self.started:
            processes.stop(one.pid)
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, *what: str, module: str = "inside") -> dict:
        """What a process inside answers."""
        command = [sys.executable, "-m", f"tests.bench.media_support.{module}", *what]
        done = subprocess.run(command, cwd=ROOT, env=self.service.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr[-3000:])
        return json.loads(done.stdout.splitlines()[-1])

    def worker(self, queues: str, *, at_once: int = 1, core: int | None = None) -> None:
        """Until it is ready; `core` is the only one it and all it starts may use."""
        folder = self.folder / f"worker{len(self.started)}"
        folder.mkdir()
        argv = [sys.executable, "-m", "celery", "-A", "cms", "--quiet", "worker", "--queues", queues]
        argv += ["--pool", "threads", "--concurrency", str(at_once), "--hostname", f"{folder.name}@bench"]
        environment = self.service.environment | {"PYTHONPATH": str(ROOT)}
        process = processes.spawn(
            [*argv, *FLAGS],
            folder,
            env=environment,
            preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),
        )
        self.started.append(process)
        log = folder / "log"
        processes.wait_until(lambda: "ready." in log.read_text(errors="replace"), process, folder)

    def upload(self, path: Path) -> float:
        """By tus, in one go; returns the moment the last byte was acknowledged."""
        name = base64.b64encode(path.name.encode()).decode()
        head = TUS | {"Authorization": f"Bearer {self.ticket}"}
        begun = {"Upload-Length": str(path.stat().st_size), "Upload-Metadata": f"filename {name}"}
        line = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=300)
        line.request("POST", "/uploads/files/", headers=head | begun)
        answer = line.getresponse()
        answer.read()
        more = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        more["Content-Length"] = begun["Upload-Length"]
        with path.open("rb") as file:
            line.request("PATCH", answer.headers["Location"], body=file, headers=head | more)
        done = line.getresponse()
        done.read()
        if done.status != 204:
            raise SystemExit(f"the upload was answered {done.status}")
        return time.monotonic()

    def wait(self, holds: Callable[[sqlite3.Row], bool], seconds: float) -> float:
        """The moment the newest video's row is like this."""
        deadline = time.monotonic() + seconds
        with sqlite3.connect(f"file:{self.var}/db.sqlite3?mode=ro", uri=True) as database:
            database.row_factory = sqlite3.Row
            asked = "select state, playing, error, message from media_jobs_video order by created_at desc"
            while time.monotonic() < deadline:
                row = database.execute(asked).fetchone()
                if row and holds(row):
                    return time.monotonic()
                if row and row["state"] == "failed":
                    raise SystemExit(row["error"])
                time.sleep(0.02)
        raise SystemExit(f"not within {seconds:.0f} s: {dict(row) if row else 'no video'}")

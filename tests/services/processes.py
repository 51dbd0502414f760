"""Start a server once per test run, let every worker use it, end it by its process id."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.bootstrap.template import locked

State = dict[str, Any]
PREFIX = "spc-tests-"


def free_port(also: int = 0) -> int:
    """A port nobody listens on; with `also`, port + also is free as well and below 65536."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if not also:
            return port
        port = 12000 + port % 40000
        if _is_free(port) and _is_free(port + also):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def run_dir() -> Path:
    """The folder of this test run, shared by its workers."""
    return Path(os.environ["SPC_TEST_RUN"])


def make_run_dir() -> Path:
    """A folder that names its owner, so that a later run can clean up after a killed one."""
    sweep()
    path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    path.chmod(0o755)  # PostgreSQL runs as another user when the tests run as root
    return path


def shared(name: str, start: Callable[[Path], State]) -> State:
    """What `start` answered when this run first asked for `name`; it must hold the key `pid`."""
    folder = run_dir() / name
    with locked(run_dir() / f"{name}.lock"):
        state_file = run_dir() / f"{name}.json"
        if state_file.exists():
            return json.loads(state_file.read_text())
        folder.mkdir()
        state = start(folder)
        state_file.write_text(json.dumps(state))
        return state


def spawn(command: list[str], folder: Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start a server in its own session, its output in `folder/log`."""
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **options,
        )


def wait_until(
    ready: Callable[[], bool], process: subprocess.Popen[bytes], folder: Path, seconds: int = 60
) -> None:
    """Wait for an answer; a server that ended or stays silent is shown with its own log."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    stop(process.pid)
    raise RuntimeError(
        f"{folder.name} did not start:\n{(folder / 'log').read_text(errors='replace')[-3000:]}"
    )


def answers(port: int) -> bool:
    """Whether something accepts connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def stop(pid: int, with_signal: int = signal.SIGTERM, patience: float = 8) -> None:
    """End one process that a test started; insist when it does not listen."""
    for number in (with_signal, signal.SIGKILL):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if gone(pid):
                return
            time.sleep(0.02)


def gone(pid: int) -> bool:
    """Ended; a zombie nobody has collected yet counts as ended."""
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return True
    except ChildProcessError:
        pass  # started by another worker; the kernel's table tells
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def stop_all(folder: Path) -> None:
    """End every server of a run and remove its folder."""
    for state_file in folder.glob("*.json"):
        state = json.loads(state_file.read_text())
        stop(state["pid"], state.get("signal", signal.SIGTERM))
        for file in state.get("files", []):
            Path(file).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """End what a killed run left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        mine = folder.stat().st_uid == os.getuid()
        if mine and owner.isdigit() and not Path(f"/proc/{owner}").exists():
            stop_all(folder)

"""A private PostgreSQL whose cluster, with the migrated template in it, is copied instead of made."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

from deploy.bootstrap import template

from . import processes

TEMPLATE = "migrated"
FAST = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60", "autovacuum=off"]


def binaries() -> Path:
    """Where the newest installed server lives; Debian keeps it outside PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    if on_path:
        return Path(on_path).resolve().parent
    raise RuntimeError("PostgreSQL is missing: apt-get install postgresql (or ./run test, which does it)")


def server() -> processes.State:
    """The run's server: {"pid", "port"}."""
    return processes.shared("postgres", _start)


def url(database: str) -> str:
    """The address of one database on the run's server."""
    return f"postgres://app@127.0.0.1:{server()['port']}/{database}"


def create(database: str) -> None:
    """A fresh copy of the migrated template, whatever stood there before."""
    administer(
        f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)',
        f'CREATE DATABASE "{database}" TEMPLATE {TEMPLATE}',
    )


def administer(*statements: str, port: int | None = None) -> None:
    import psycopg

    with psycopg.connect(
        host="127.0.0.1", port=port or server()["port"], user="app", dbname="postgres", autocommit=True
    ) as connection:
        for statement in statements:
            connection.execute(statement)


def _start(folder: Path) -> processes.State:
    shutil.copytree(cached_cluster(), folder / "data")
    hand_over(folder)
    return _serve(folder)


def _serve(folder: Path) -> processes.State:
    port = processes.free_port()
    settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *FAST]
    command = [str(binaries() / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
    for setting in settings:
        command += ["-c", setting]
    process = processes.spawn(command, folder, **as_owner())
    processes.wait_until(lambda: accepts(port), process, folder)
    return {"pid": process.pid, "port": port, "signal": signal.SIGINT}


def accepts(port: int) -> bool:
    ready = [str(binaries() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-d", "postgres"]
    return processes.answers(port) and subprocess.run(ready).returncode == 0


def cached_cluster() -> Path:
    """initdb and every migration, once per set of migrations and server version."""
    version = binaries().parts[-2]
    wanted = template.cache_dir() / f"{template.key()}.pg{version}"
    with template.locked(template.cache_dir() / "postgres.lock"):
        if not wanted.exists():
            _build_cluster(wanted)
            template.prune("*.pg*")
    os.utime(wanted)
    return wanted


def _build_cluster(wanted: Path) -> None:
    folder = processes.run_dir() / "postgres-template"
    folder.mkdir()
    hand_over(folder)
    initdb = [str(binaries() / "initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "app", "--no-sync"]
    made = subprocess.run(
        [*initdb, "--locale=C.UTF-8", "-E", "UTF8"], capture_output=True, text=True, cwd=folder, **as_owner()
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
    state = _serve(folder)
    try:
        administer(f"CREATE DATABASE {TEMPLATE}", port=state["port"])
        template.migrate(f"postgres://app@127.0.0.1:{state['port']}/{TEMPLATE}", folder / "var")
    finally:
        processes.stop(state["pid"], signal.SIGINT)
    part = wanted.with_name(f"{wanted.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(folder / "data", part)
    part.rename(wanted)
    shutil.rmtree(folder)


def as_owner() -> dict[str, Any]:
    """Root may not run the server: Debian's postgres user does it then."""
    if os.getuid():
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def hand_over(folder: Path) -> None:
    if not os.getuid():
        subprocess.run(["chown", "-R", "postgres:postgres", str(folder)], check=True)
    if (folder / "data").exists():
        (folder / "data").chmod(0o700)

"""`./run test`: have the servers the tests start, then run the suite on SQLite and what matters on PostgreSQL."""

import os
import subprocess
from collections.abc import Callable

from .packages import PRINTING, command, file, install, missing
from .places import PYTHON, ROOT
from .say import line

# Debian package -> is what it brings already here?
TESTING: dict[str, Callable[[], bool]] = {
    **PRINTING,
    "postgresql": file("usr/lib/postgresql/*/bin/initdb"),
    "redis-server": command("redis-server"),
    "nginx-light": command("nginx"),
    "libnginx-mod-rtmp": file("usr/lib/nginx/modules/ngx_rtmp_module.so"),
    "libnginx-mod-http-brotli-static": file("usr/lib/nginx/modules/ngx_http_brotli_static_module.so"),
    "chromium": command("chromium", "google-chrome-stable"),
    "default-jre-headless": command("java"),
    "poppler-utils": command("pdftotext"),
    "curl": command("curl"),
    "clamav-daemon": command("clamd"),
    "iproute2": command("ip"),
    "systemd": command("systemd-analyze"),
    "ffmpeg": command("ffmpeg"),
    "bubblewrap": command("bwrap"),
}


WORKERS = str((os.cpu_count() or 1) + 1)  # a third of the time tests wait for a browser, a server, a disk
AGAIN = "(database and not browser)"  # what the second database runs


def ensure_servers() -> None:
    """Install what is missing when we may; else say the exact line."""
    if packages := missing(TESTING):
        install(packages, "测试", "./run test")


def run(arguments: list[str]) -> int:
    """Arguments go to pytest, in one run; without any, both databases."""
    ensure_servers()
    if arguments:
        return _pytest(os.environ.get("TEST_DATABASE", "sqlite"), *arguments)
    line("▸ 建立测试用的数据库 / make the databases the tests start from")
    if failed := _python("sqlite", "-m", "tests.services.templates"):
        return failed
    line("▸ 全部测试，SQLite / the whole suite on SQLite")
    first = _pytest("sqlite", "-n", WORKERS, "--dist", "worksteal", "-m", f"not (production and {AGAIN})")
    line("▸ 与数据库有关的测试，PostgreSQL / what touches the database, on PostgreSQL")
    second = _pytest("postgresql", "-n", WORKERS, "--dist", "worksteal", "-m", AGAIN)
    return first or second


def _pytest(database: str, *arguments: str) -> int:
    return _python(database, "-m", "pytest", *arguments)


def _python(database: str, *arguments: str) -> int:
    environment = {key: value for key, value in os.environ.items() if key not in PRIVATE}
    environment |= {
        "TEST_DATABASE": database,
        "PATH": f"{PYTHON.parent}:{os.environ.get('PATH', os.defpath)}",
    }
    try:
        return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 130


# what a person set for `./run` must not reach the tests
PRIVATE = {
    "DJANGO_SETTINGS_MODULE",
    "DATABASE_URL",
    "BROKER_URL",
    "VAR_DIR",
    "SPC_TEST_RUN",
    "SPC_TEST_PREPARED",
    "PYTHONDONTWRITEBYTECODE",  # the tests start hundreds of processes: each would compile the product again
}

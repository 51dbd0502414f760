"""`./run test`: have the servers the tests start, then run the suite on SQLite and what matters on PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from .places import PYTHON, ROOT
from .say import Trouble, line, step


def _command(*names: str) -> Callable[[], bool]:
    search = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/usr/local/sbin"
    return lambda: any(shutil.which(name, path=search) for name in names)


def _file(*patterns: str) -> Callable[[], bool]:
    return lambda: any(next(Path("/").glob(pattern), None) for pattern in patterns)


# Debian package -> is what it brings already here?
NEEDS: dict[str, Callable[[], bool]] = {
    "postgresql": _file("usr/lib/postgresql/*/bin/initdb"),
    "redis-server": _command("redis-server"),
    "nginx-light": _command("nginx"),
    "libnginx-mod-http-brotli-static": _file("usr/lib/nginx/modules/ngx_http_brotli_static_module.so"),
    "chromium": _command("chromium", "google-chrome-stable"),
    "fonts-noto-cjk": _file("usr/share/fonts/opentype/noto/NotoSansCJK*", "usr/share/fonts/**/NotoSansCJK*"),
    "default-jre-headless": _command("java"),
    "poppler-utils": _command("pdftotext"),
    "curl": _command("curl"),
    "iproute2": _command("ip"),
    "systemd": _command("systemd-analyze"),
}


def missing() -> list[str]:
    """The Debian packages the tests still need."""
    return [package for package, there in NEEDS.items() if not there()]


def ensure_servers() -> None:
    """Install what is missing when we may; else say the exact line."""
    packages = missing()
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = _may_install()
    if prefix is None:
        raise Trouble(
            f"测试还缺少这些程序，请先运行：sudo apt-get update && sudo {' '.join(install)}，再运行 ./run test",
            "run this line, then ./run test again",
        )
    with step(f"安装测试所需的 Debian 软件包：{' '.join(packages)}", "installing Debian packages"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for command in (["apt-get", "update", "-qq"], [*install, "-qq"]):
            done = subprocess.run([*prefix, *command], env=quiet, capture_output=True, text=True)
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise Trouble(f"apt-get 没有成功：{' '.join(last)}", f"try by hand: sudo {' '.join(install)}")


def _may_install() -> list[str] | None:
    """How to become root without asking, if at all."""
    if not shutil.which("apt-get"):
        return None
    if not os.getuid():
        return []
    sudo = shutil.which("sudo")
    if sudo and not subprocess.run([sudo, "-n", "true"], capture_output=True).returncode:
        return [sudo, "-n", "--preserve-env=DEBIAN_FRONTEND,RUNLEVEL"]
    return None


def run(arguments: list[str]) -> int:
    """Arguments go to pytest, in one run; without any, both databases."""
    ensure_servers()
    if arguments:
        return _pytest(os.environ.get("TEST_DATABASE", "sqlite"), *arguments)
    line("▸ 全部测试，SQLite / the whole suite on SQLite")
    first = _pytest("sqlite", "-n", "2", "--dist", "worksteal")
    line("▸ 与数据库有关的测试，PostgreSQL / what touches the database, on PostgreSQL")
    second = _pytest("postgresql", "-n", "2", "--dist", "worksteal", "-m", "database and not browser")
    return first or second


def _pytest(database: str, *arguments: str) -> int:
    environment = {key: value for key, value in os.environ.items() if key not in PRIVATE}
    environment |= {
        "TEST_DATABASE": database,
        "PATH": f"{PYTHON.parent}:{os.environ.get('PATH', os.defpath)}",
    }
    try:
        return subprocess.call([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT, env=environment)
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
}

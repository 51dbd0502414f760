"""Programs and libraries of the system: which are missing, installing them when we may, else the exact line to run."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from .say import Trouble, line, step


def command(*names: str) -> Callable[[], bool]:
    """Whether one of these can be run."""
    search = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/usr/local/sbin"
    return lambda: any(shutil.which(name, path=search) for name in names)


def file(*patterns: str) -> Callable[[], bool]:
    """Whether one of these is there."""
    return lambda: any(next(Path("/").glob(pattern), None) for pattern in patterns)


# Debian package -> is what it brings already here? Without these three there is no PDF; Word works all the same.
PRINTING: dict[str, Callable[[], bool]] = {
    "libpangoft2-1.0-0": file("usr/lib/*/libpangoft2-1.0.so.0", "usr/lib*/libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": file("usr/lib/*/libharfbuzz-subset.so.0", "usr/lib*/libharfbuzz-subset.so.0"),
    "fonts-noto-cjk": file("usr/share/fonts/opentype/noto/NotoSerifCJK*", "usr/share/fonts/**/NotoSerifCJK*"),
}


def missing(wanted: dict[str, Callable[[], bool]]) -> list[str]:
    """The Debian packages still needed."""
    return [package for package, there in wanted.items() if not there()]


def install(packages: list[str], what: str, again: str) -> None:
    """Raises Trouble with the line to run when we may not, or when it fails."""
    line_to_run = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = _may_install()
    if prefix is None:
        raise Trouble(
            f"{what}还缺少这些程序，请先运行：sudo apt-get update && sudo {' '.join(line_to_run)}，再运行 {again}",
            f"run this line, then {again} again",
        )
    with step(f"安装{what}所需的 Debian 软件包：{' '.join(packages)}", "installing Debian packages"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for asked in (["apt-get", *PATIENCE, "update", "-qq"], [*line_to_run, *PATIENCE, "-qq"]):
            done = subprocess.run([*prefix, *asked], env=quiet, capture_output=True, text=True)
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise Trouble(f"apt-get 没有成功：{' '.join(last)}", f"try by hand: sudo {' '.join(line_to_run)}")


PATIENCE = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20"]


def offer_printing() -> None:
    """What PDF needs. Everything else runs without it, so a failure is one line and no more."""
    packages = missing(PRINTING)
    if not packages:
        return
    try:
        install(packages, "写 PDF ", "./run")
    except Trouble as trouble:
        line(f"  暂时不能写 PDF，Word 不受影响 / no PDF for now, Word works: {trouble}")


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

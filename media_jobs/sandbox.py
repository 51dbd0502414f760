"""What a program that reads a stranger's file may touch: one folder, the files it is given, no network.

Around the program stand, from outside to inside: limits (prlimit), a worse place in the queue for memory, disk and
processor (choom, ionice, nice), and bubblewrap, which shows it read-only programs and nothing else.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from .contract import MediaError

REQUIRED, PREFERRED = "required", "preferred"
SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")  # links into /usr, or folders of their own
LINKS = ("/etc/alternatives", "/etc/ld.so.cache")  # how Debian leads to some libraries
GIGABYTE = 1024**3


@dataclass(frozen=True)
class Limits:
    """What one run may use. Times in seconds, sizes in bytes.

    `wall` is the clock, `cpu` the processor, `stall` how long nothing may move. `file` is the largest file it may
    write, `total` all it may add to its folder, `stdout` what it may
    print, `stderr` how much of its complaints is kept. `nice` is 0 to 19.
    """

    wall: int = 6 * 3600
    cpu: int = 12 * 3600
    stall: int = 120
    memory: int = 4 * GIGABYTE
    file: int = 20 * GIGABYTE
    total: int = 40 * GIGABYTE
    stdout: int = 64 * 1024**2
    stderr: int = 16 * 1024
    open_files: int = 256
    nice: int = 10


def wrapped(argv: Sequence[str], *, folder: Path, reads: Sequence[Path], limits: Limits) -> list[str]:
    """The command to run instead of `argv`. It sees `folder` (to write) and `reads` (to read) where they really are.

    Raises MediaError where the walls cannot be built and the setting MEDIA_SANDBOX asks for them.
    """
    walls = why_not()
    if walls and settings.MEDIA_SANDBOX == REQUIRED:
        raise MediaError(
            f"这台机器不能把视频程序关在隔离环境里（{walls}），所以没有处理",
            "请系统管理员安装 bubblewrap 并允许用户命名空间；确认风险后也可设 MEDIA_SANDBOX=preferred",
            permanent=False,
        )
    inner = _alone(argv) if walls else _walled(argv, folder, reads)
    return [*_tied(limits), *inner]


@cache
def why_not() -> str:
    """Empty where bubblewrap works in this process, else what it lacks. Asked once in the life of a process."""
    if not shutil.which("bwrap"):
        return "没有 bubblewrap"
    here = Path(os.sep, "usr")
    try:
        tried = subprocess.run(
            _walled(["/usr/bin/true"], here, []), capture_output=True, text=True, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap 不能运行：{error}"
    return f"bubblewrap 不能运行：{tried.stderr.strip()[-200:]}" if tried.returncode else ""


def environment(folder: Path) -> dict[str, str]:
    """All that the program is told of this machine: no secret of the service is among it."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "MALLOC_ARENA_MAX": "2",  # else each thread reserves memory it never uses, and the limit counts it
    }


def _walled(argv: Sequence[str], folder: Path, reads: Sequence[Path]) -> list[str]:
    command = [shutil.which("bwrap") or "bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL"]
    command += ["--as-pid-1", "--ro-bind", "/usr", "/usr"]  # else the time it used is told to nobody
    for place in SYSTEM:
        if os.path.islink(place):
            command += ["--symlink", os.readlink(place), place]
        elif os.path.isdir(place):
            command += ["--ro-bind", place, place]
    for place in LINKS:
        command += ["--ro-bind-try", place, place]
    command += ["--dev", "/dev"]
    if folder != Path("/usr"):
        command += ["--bind", str(folder), str(folder)]
    for path in (Path(argv[0]), *reads):
        command += ["--ro-bind", str(path), str(path)]
    return [*command, "--chdir", str(folder), "--", *argv]


def _alone(argv: Sequence[str]) -> list[str]:
    """Without walls it still gains no rights, and ends with the worker."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--no-new-privs", "--pdeathsig", "KILL", "--", *argv] if setpriv else list(argv)


def _tied(limits: Limits) -> list[str]:
    prlimit = shutil.which("prlimit")
    if not prlimit:
        raise MediaError(
            "这台机器上没有 prlimit，不能限制视频程序的用量，所以没有处理",
            "请系统管理员安装 util-linux",
            permanent=False,
        )
    bounds = (
        ("as", limits.memory),
        ("cpu", f"{limits.cpu}:{limits.cpu + 5}"),  # first it is asked to end
        ("fsize", limits.file),
        ("nofile", limits.open_files),
        ("core", 0),
    )
    command = [prlimit, *(f"--{what}={most}" for what, most in bounds), "--"]
    if choom := shutil.which("choom"):
        command += [choom, "-n", "500", "--"]  # where memory runs out, this ends first and not the worker
    if ionice := shutil.which("ionice"):
        command += [ionice, "-c", "2", "-n", "7"]
    return [*command, "nice", "-n", str(limits.nice)]

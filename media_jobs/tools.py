"""Which programs read and write video: those of the system, else the ffmpeg that comes with a Python package."""

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .contract import MediaError

NEEDED = "libx264"  # a system's ffmpeg without it cannot write what browsers play
MISSING = MediaError(
    "这台机器上没有能用的 ffmpeg，不能处理视频",
    "请系统管理员运行 apt-get install ffmpeg，再重启任务进程",
    permanent=False,
)


@dataclass(frozen=True)
class Tools:
    """Where the programs are. `ffprobe` is None where only the package's ffmpeg is there: it says the same in words."""

    ffmpeg: Path
    ffprobe: Path | None
    version: str


@cache
def tools() -> Tools:
    """What this machine has, asked once in the life of a process. Raises MediaError where there is nothing."""
    for ffmpeg, ffprobe in (_of_system(), _of_package()):
        version = ffmpeg and _version(ffmpeg)
        if ffmpeg and version:
            return Tools(ffmpeg, ffprobe, version)
    raise MISSING


def _of_system() -> tuple[Path | None, Path | None]:
    return _found("ffmpeg"), _found("ffprobe")


def _of_package() -> tuple[Path | None, Path | None]:
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return Path(get_ffmpeg_exe()).resolve(), None
    except (ImportError, RuntimeError):  # RuntimeError: no wheel for this machine
        return None, None


def _found(name: str) -> Path | None:
    at = shutil.which(name)
    return Path(at).resolve() if at else None


def _version(ffmpeg: Path) -> str:
    """Empty for a program that does not run, or cannot write what is needed."""
    try:
        told = subprocess.run(
            [ffmpeg, "-hide_banner", "-encoders"], capture_output=True, text=True, timeout=20
        )
        if told.returncode or NEEDED not in told.stdout:
            return ""
        first = subprocess.run([ffmpeg, "-version"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return " ".join(first.split()[:3])

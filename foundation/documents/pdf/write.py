"""Asking for a PDF.

WeasyPrint stands on Pango, a C library that may be missing, and on text nobody has seen yet: so it works in a child
with limits of its own (`child.py`). What comes back are the bytes and what is in them.
"""

import base64
import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import PdfFailed, PdfUnavailable
from ..limits import Limits

NO_PANGO = 3  # the child's exit code
LIBRARIES = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
CURE = (
    "这台服务器缺少排版库 Pango，写不了 PDF；Word 不受影响。请系统管理员运行："
    "sudo apt-get install -y libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
)
HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Pdf:
    """The file, how many pages it has, which fonts are embedded in it, which characters no font here can show."""

    data: bytes
    pages: int
    fonts: tuple[str, ...]
    missing: str


SLOW = "PDF 内容太多，规定的时间内没有写成。请精简正文或拆开大表，也可以改用 Word。"


def write_pdf(
    html: str, *, made_on: date, limits: Limits, pictures: Mapping[str, bytes] | None = None
) -> Pdf:
    """The same input gives the same bytes on the same machine. `pictures` are named in the HTML as `given:NAME`.

    Raises PdfUnavailable without Pango, PdfFailed when it takes longer than `limits.seconds` or breaks.
    """
    asked = {
        "html": html,
        "pictures": {name: base64.b64encode(data).decode() for name, data in (pictures or {}).items()},
        "made_on": made_on.isoformat(),
        "seconds": limits.seconds,
        "memory_mb": limits.memory_mb,
    }
    done = _run(json.dumps(asked).encode("utf-8", "surrogatepass"), limits.seconds)
    if done.returncode == NO_PANGO:
        raise PdfUnavailable(CURE)
    if done.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise PdfFailed(SLOW)
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"代码 {done.returncode}"]
        raise PdfFailed(f"PDF 没有写成（{last[0][:200]}）。请改用 Word，并把这一行告诉系统管理员。")
    said, _, data = done.stdout.partition(b"\n")
    about = json.loads(said)
    return Pdf(data, about["pages"], tuple(about["fonts"]), about["missing"])


def assert_available() -> None:
    """Raises PdfUnavailable when a library is missing; cheap, for screens that offer a PDF."""
    for library in LIBRARIES:
        try:
            ctypes.CDLL(library)
        except OSError:
            raise PdfUnavailable(CURE) from None


def _run(asked: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    """Three times as long by the wall clock: the machine may be busy with other things."""
    surroundings = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(HOUSE),
    }
    surroundings |= {
        key: value for key, value in os.environ.items() if key.startswith(("FONTCONFIG_", "XDG_"))
    }
    command = [sys.executable, "-m", "foundation.documents.pdf.child"]
    try:
        return subprocess.run(
            command, input=asked, capture_output=True, timeout=seconds * 3, env=surroundings, cwd=HOUSE
        )
    except subprocess.TimeoutExpired:
        raise PdfFailed(SLOW) from None

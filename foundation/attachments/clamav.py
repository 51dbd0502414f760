"""The virus scanner of the house (clamd), if the settings name one: `CLAMD=unix:/run/clamav/clamd.ctl`, `tcp:host:3310`.

Protocol: clamd(8), INSTREAM. Without a scanner's answer nothing is taken.
"""

import socket
from pathlib import Path

from django.conf import settings

from .errors import ScannerAway, UnfitFile

CHUNK = 64 * 1024
WAIT = 60  # seconds


def assert_no_virus(file: Path) -> None:
    """Raises UnfitFile, or ScannerAway."""
    if not settings.CLAMD:
        return
    try:
        answer = _ask(file)
    except OSError:
        raise ScannerAway(
            "病毒检查现在用不了，文件没有上传。请过几分钟再试；还不行请告诉系统管理员。"
        ) from None
    if answer.endswith(" FOUND"):
        name = answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise UnfitFile(f"文件里查出病毒（{name}），不能收。请先在自己的电脑上查杀。")
    if not answer.endswith(" OK"):
        raise ScannerAway("病毒检查没有做完，文件没有上传。请过几分钟再试；还不行请告诉系统管理员。")


def _ask(file: Path) -> str:
    with _connection() as line, file.open("rb") as content:
        line.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK):
            line.sendall(len(chunk).to_bytes(4, "big") + chunk)
        line.sendall(b"\0\0\0\0")
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connection() -> socket.socket:
    kind, _, place = settings.CLAMD.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(WAIT)
        line.connect(place)
        return line
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), WAIT)

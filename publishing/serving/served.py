"""Which file of a release answers a request, and how: plain, compressed, moved, gone or not there."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ..paths import gone_note, moved_target
from ..release.compress import TEXT, media_type
from ..release.layout import real_file

PACKED = (("br", ".br"), ("gzip", ".gz"))


@dataclass(frozen=True)
class Answer:
    status: int
    file: str = ""  # inside the release
    location: str = ""


def decide(release: Path, path: str) -> Answer:
    """What a decoded request path gets. Never a file outside the release, never one of its private ones."""
    if not is_clean(path):
        return Answer(404, not_found(release, path))
    file = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
    if real_file(release, file):
        return Answer(200, file)
    if target := moved_target(release, path):
        return Answer(301, location=target)
    note = gone_note(path).lstrip("/")
    if real_file(release, note):
        return Answer(410, note)
    if not path.endswith("/") and not file.endswith(".html"):
        behind = decide(release, path + "/")
        if behind.status != 404:
            return Answer(301, location=quote(path + "/"))
    return Answer(404, not_found(release, path))


def is_clean(path: str) -> bool:
    """An absolute path without tricks; hidden folders stay hidden, except the one the standards name."""
    if not path.startswith("/") or "\0" in path or "\\" in path or "//" in path or len(path) > 1000:
        return False
    return all(not part.startswith(".") or part == ".well-known" for part in path.split("/"))


def not_found(release: Path, path: str) -> str:
    locale = path.split("/", 2)[1] if path.count("/") > 1 else ""
    translated = f"{locale}/404.html"
    known = locale.isalpha() and real_file(release, translated) is not None
    return translated if known else "404.html"


def packed(release: Path, file: str, accepted: str) -> tuple[str, str]:
    """(encoding, file) best for what the browser accepts."""
    names = _accepted(accepted)
    for encoding, suffix in PACKED:
        if encoding in names and real_file(release, file + suffix):
            return encoding, file + suffix
    return "", file


def _accepted(header: str) -> set[str]:
    found = set()
    for part in header.split(","):
        name, _, quality = part.strip().partition(";")
        if quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            found.add(name.strip().lower())
    return found


def content_type(file: str) -> str:
    kind = media_type(file)
    is_text = file.rsplit(".", 1)[-1].lower() in TEXT and file.rsplit(".", 1)[-1] != "svg"
    return f"{kind}; charset=utf-8" if is_text else kind


def etag(stat: os.stat_result, encoding: str) -> str:
    return f'"{stat.st_mtime_ns:x}-{stat.st_size:x}{"-" + encoding if encoding else ""}"'

"""The name people see."""

import unicodedata
from pathlib import PurePosixPath

from .kinds import Kind

LONGEST = 100  # characters before the suffix
KEPT_SUFFIXES = {"jpeg": {".jpeg", ".jpg"}, "text": {".txt", ".csv", ".md"}}


def shown_name(given: str, kind: Kind) -> str:
    """What somebody called the file, without a path, without characters that hide, with the suffix of what it is."""
    stem, suffix = _parts(given)
    kept = suffix if suffix in KEPT_SUFFIXES.get(kind.key, ()) else kind.suffix
    return f"{stem}{kept}"


def plain_name(given: str) -> str:
    """The same while nobody has looked into the file: with the suffix it came with."""
    stem, suffix = _parts(given)
    return f"{stem}{suffix[:12]}"


def _parts(given: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFC", given.replace("\\", "/"))
    path = PurePosixPath(plain.rpartition("/")[2])
    stem, suffix = (_seen(path.stem), _seen(path.suffix.lower()))
    return stem.strip(" .")[:LONGEST] or "附件", suffix


def _seen(text: str) -> str:
    return "".join(one for one in text if unicodedata.category(one)[0] != "C" and one not in '<>:"|?*')

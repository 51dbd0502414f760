"""The name people see."""

import unicodedata
from pathlib import PurePosixPath

from .kinds import Kind

LONGEST = 100  # characters before the suffix
KEPT_SUFFIXES = {"jpeg": {".jpeg", ".jpg"}, "text": {".txt", ".csv", ".md"}}


def shown_name(given: str, kind: Kind) -> str:
    """What somebody called the file, without a path, without characters that hide, with the suffix of what it is."""
    plain = unicodedata.normalize("NFC", given.replace("\\", "/"))
    path = PurePosixPath(plain.rpartition("/")[2])
    stem, suffix = path.stem, path.suffix.lower()
    stem = "".join(one for one in stem if unicodedata.category(one)[0] != "C" and one not in '<>:"|?*')
    kept = suffix if suffix in KEPT_SUFFIXES.get(kind.key, ()) else kind.suffix
    return f"{stem.strip(' .')[:LONGEST] or '附件'}{kept}"

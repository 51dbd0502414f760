"""What a record says, as one text, and its hash. Changing this breaks the proof of every older record."""

import hashlib
import json

GENESIS = "0" * 64
FIELDS = ("at", "actor_id", "actor_name", "verb", "object_key", "result", "detail", "previous_hash")


def plain(value):
    """A value that every database gives back as it was written: no floats, no NUL, no foreign types."""
    if isinstance(value, dict):
        return {plain(str(key)): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(part) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    return str(value).encode("utf-8", "replace").decode().replace("\0", "")


def digest(entry) -> str:
    """SHA-256 over everything the record says and the hash of the record before it."""
    said = [entry.at.isoformat(timespec="microseconds"), *(getattr(entry, name) for name in FIELDS[1:])]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

"""What a record says, as one text, and its seal. Changing this breaks the proof of every older record: a new form
of the text gets a new format number, and the old one stays for the records sealed with it."""

import hashlib
import hmac
import json
from collections.abc import Sequence

GENESIS = "0" * 64
PLAIN, SEALED = (
    1,
    2,
)  # formats: SHA-256 without a key (up to 0.1.0), HMAC-SHA-256 over every column and the acts

FIRST_FIELDS = ("at", "actor_id", "actor_name", "verb", "object_key", "result", "detail", "previous_hash")
FIELDS = (
    "sequence",
    "format",
    "at",
    "request_id",
    "actor_id",
    "actor_name",
    "roles",
    "address",
    "session",
    "verb",
    "object_key",
    "before",
    "after",
    "result",
    "detail",
    "key_id",
    "previous_hash",
)
ACT_FIELDS = ("number", "verb", "object_key", "before", "after", "result", "detail")


def plain(value):
    """A value that every database gives back as it was written: no floats, no NUL, no foreign types."""
    if isinstance(value, dict):
        return {plain(str(key)): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(part) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    return str(value).encode("utf-8", "replace").decode().replace("\0", "")


def _bytes(said) -> bytes:
    return json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=lambda at: at.isoformat(timespec="microseconds")
    ).encode()  # fmt: skip


def digest(entry) -> str:
    """Format 1: SHA-256 over what the record said and the hash of the record before it."""
    return hashlib.sha256(_bytes([getattr(entry, name) for name in FIRST_FIELDS])).hexdigest()


def seal(entry, acts: Sequence[Sequence], secret: bytes) -> str:
    """Format 2: every column but the seal itself, and every further act (tuples of ACT_FIELDS), in order.

    `at` must be in UTC. Without the secret nobody can make it, not even a superuser of the database.
    """
    said = [*(getattr(entry, name) for name in FIELDS), [list(act) for act in acts]]
    return hmac.new(secret, _bytes(said), hashlib.sha256).hexdigest()


def seal_archive(said: Sequence, secret: bytes) -> str:
    """The mark of old records in a file: their range, both ends of the chain, and what else `said` tells of it."""
    return hmac.new(secret, _bytes(["archive", *said]), hashlib.sha256).hexdigest()


def seal_anchor(sequence: int, head: str, at: str, secret: bytes) -> str:
    """The mark that proves that we noted this head and nobody else did."""
    return hmac.new(secret, _bytes(["anchor", sequence, head, at]), hashlib.sha256).hexdigest()

"""One line of a manifest: a file of a release with its compressed copies."""

import hashlib
import json
import struct
from collections.abc import Mapping
from json.encoder import encode_basestring as quoted
from typing import Any

VARIANTS = {".br": "brotli", ".gz": "gzip"}
SUFFIXES = tuple(VARIANTS)
COPY = struct.Struct("<32sQ")  # SHA-256 and size in bytes
NO_HASH = bytes(32)
NOTHING = COPY.pack(NO_HASH, 0)  # in the place of a copy that was not made


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Entry:
    """`size` in bytes, `type` MIME, `packed` maps the suffix of a compressed copy to its (sha256, size).

    A value: it never changes. Kept as bytes, because a full build has one for every file of the site. Raises ValueError
    or TypeError for what is no hash or no size.
    """

    __slots__ = ("_copies", "type")

    def __init__(
        self, sha256: str, size: int, type: str, packed: Mapping[str, tuple[str, int]] | None = None
    ):
        copies = (
            [(sha256, size), *(packed.get(suffix) for suffix in SUFFIXES)] if packed else [(sha256, size)]
        )
        self.type, self._copies = type, b"".join(_pack(*copy) if copy else NOTHING for copy in copies)

    @classmethod
    def of(cls, data: bytes, type_: str, packed: dict[str, bytes]) -> "Entry":
        copies = {suffix: (sha256(copy), len(copy)) for suffix, copy in packed.items()}
        return cls(sha256(data), len(data), type_, copies)

    @property
    def sha256(self) -> str:
        return self._copies[:32].hex()

    @property
    def size(self) -> int:
        return COPY.unpack_from(self._copies)[1]

    @property
    def packed(self) -> dict[str, tuple[str, int]]:
        copies = zip(SUFFIXES, COPY.iter_unpack(self._copies[COPY.size :]), strict=False)
        return {suffix: (digest.hex(), size) for suffix, (digest, size) in copies if digest != NO_HASH}

    @property
    def disk(self) -> int:
        """Bytes on disk, compressed copies included."""
        return sum(size for _, size in COPY.iter_unpack(self._copies))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and (self._copies, self.type) == (other._copies, other.type)

    def __hash__(self) -> int:
        return hash(self._copies)

    def __repr__(self) -> str:
        return f"Entry({self.sha256!r}, {self.size}, {self.type!r}, {self.packed})"

    def copies(self, file: str) -> list[tuple[str, str, int]]:
        """(name on disk, sha256, size) of the file and of each compressed copy."""
        return [
            (file, self.sha256, self.size),
            *((file + suffix, *copy) for suffix, copy in self.packed.items()),
        ]

    def line(self, file: str) -> bytes:
        """Canonical JSON: sorted names, no spaces, no escapes beyond what JSON demands."""
        packed = "".join(
            f'"{VARIANTS[suffix]}":{{"sha256":"{digest}","size":{size}}},'
            for suffix, (digest, size) in self.packed.items()
        )
        path, kind = quoted(file), quoted(self.type)
        return f'{{{packed}"path":{path},"sha256":"{self.sha256}","size":{self.size},"type":{kind}}}'.encode()

    @classmethod
    def read(cls, line: bytes | str) -> tuple[str, "Entry"]:
        """(file, entry). Raises ValueError, KeyError or TypeError on anything else than a line."""
        value: dict[str, Any] = json.loads(line)
        packed = {
            suffix: (value[name]["sha256"], value[name]["size"])
            for suffix, name in VARIANTS.items()
            if name in value
        }
        return value["path"], cls(value["sha256"], value["size"], value["type"], packed)


def _pack(digest: str, size: int) -> bytes:
    try:
        packed = COPY.pack(bytes.fromhex(digest), size)
    except struct.error as error:
        raise ValueError(f"{size} is no size") from error
    if packed[:32].hex() != digest:
        raise ValueError(f"{digest} is no SHA-256")
    return packed

"""One line of a manifest: a file of a release with its compressed copies."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

VARIANTS = {".br": "brotli", ".gz": "gzip"}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(slots=True)
class Entry:
    """`size` in bytes, `type` MIME, `packed` maps the suffix of a compressed copy to its (sha256, size)."""

    sha256: str
    size: int
    type: str
    packed: dict[str, tuple[str, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes, type_: str, packed: dict[str, bytes]) -> "Entry":
        copies = {suffix: (sha256(copy), len(copy)) for suffix, copy in packed.items()}
        return cls(sha256(data), len(data), type_, copies)

    @property
    def disk(self) -> int:
        """Bytes on disk, compressed copies included."""
        return self.size + sum(size for _, size in self.packed.values())

    def copies(self, file: str) -> list[tuple[str, str, int]]:
        """(name on disk, sha256, size) of the file and of each compressed copy."""
        return [
            (file, self.sha256, self.size),
            *((file + suffix, *copy) for suffix, copy in self.packed.items()),
        ]

    def line(self, file: str) -> bytes:
        """Canonical JSON: sorted names, no spaces, no escapes beyond what JSON demands."""
        packed = "".join(
            f'"{name}":{{"sha256":"{self.packed[suffix][0]}","size":{self.packed[suffix][1]}}},'
            for suffix, name in VARIANTS.items()
            if suffix in self.packed
        )
        path, kind = json.dumps(file, ensure_ascii=False), json.dumps(self.type, ensure_ascii=False)
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

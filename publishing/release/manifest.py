"""What is in a release: every file with its SHA-256, size and type, and the hash of the release before."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = "manifest.json"
VARIANTS = {".gz": "gzip", ".br": "brotli"}


@dataclass
class Entry:
    sha256: str
    size: int
    type: str
    packed: dict[str, tuple[str, int]] = field(default_factory=dict)  # suffix to (sha256, size)

    @classmethod
    def of(cls, data: bytes, type_: str, packed: dict[str, bytes]) -> "Entry":
        copies = {suffix: (sha256(copy), len(copy)) for suffix, copy in packed.items()}
        return cls(sha256(data), len(data), type_, copies)

    def as_json(self) -> dict[str, Any]:
        value: dict[str, Any] = {"sha256": self.sha256, "size": self.size, "type": self.type}
        for suffix, (digest, size) in self.packed.items():
            value[VARIANTS[suffix]] = {"sha256": digest, "size": size}
        return value

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Entry":
        packed = {
            suffix: (value[name]["sha256"], value[name]["size"])
            for suffix, name in VARIANTS.items()
            if name in value
        }
        return cls(value["sha256"], value["size"], value["type"], packed)


@dataclass
class Manifest:
    """`number` counts releases; `previous` chains them; a signature will stand beside the file, not in it."""

    release: str
    number: int
    sequence: int
    previous: str
    inputs: dict[str, str]
    files: dict[str, Entry] = field(default_factory=dict)
    _bytes: bytes | None = field(default=None, repr=False, compare=False)

    def to_bytes(self) -> bytes:
        """The file as it is stored. A finished manifest does not change, so it is made once."""
        if self._bytes is None:
            self._bytes = self._make_bytes()
        return self._bytes

    def _make_bytes(self) -> bytes:
        head = {
            "version": 1,
            "release": self.release,
            "number": self.number,
            "sequence": self.sequence,
            "previous": self.previous,
            "inputs": self.inputs,
        }
        lines = [
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(self.files[name].as_json(), sort_keys=True)}"
            for name in sorted(self.files)
        ]
        text = json.dumps(head, ensure_ascii=False, sort_keys=True)[:-1]
        return (text + ', "files": {\n' + ",\n".join(lines) + "\n}}\n").encode()

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises OSError, ValueError or KeyError when the manifest is missing or damaged."""
        value = json.loads((folder / NAME).read_bytes())
        files = {name: Entry.from_json(entry) for name, entry in value["files"].items()}
        return cls(
            value["release"],
            value["number"],
            value["sequence"],
            value["previous"],
            value["inputs"],
            files,
        )

    @property
    def hash(self) -> str:
        return sha256(self.to_bytes())

    def content_hash(self) -> str:
        """Hash over the files alone: equal for two releases with the same bytes."""
        lines = [f"{name} {self.files[name].as_json()}" for name in sorted(self.files)]
        return sha256("\n".join(lines).encode())


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

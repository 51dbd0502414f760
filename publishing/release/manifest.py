"""What is in a release: every file with its SHA-256, size and type, under one hash that is signed.

The format is described for other people's verifiers in `docs/operations/release-format.md`. The files of a release fall
into 4,096 buckets by their name, so that a small change reads and writes only the buckets it touches, at any size.
Buckets are read when they are asked for and checked against the signed hash each time.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..make_way import asking
from .entry import Entry, sha256
from .layout import KEYS, MANIFEST, SIGNATURE
from .merkle import EMPTY, leaf, root_of

if TYPE_CHECKING:
    from .signing import Signer

FORMAT = "spc-release-1"
BUCKETS = 4096
FOLDER = ".well-known/manifest"
ROOTS = f"{FOLDER}/roots.txt"
CACHED = 512  # buckets; about 30 files each at 100,000 articles

Bucket = dict[str, Entry]
Source = Callable[[str], bytes]  # file of a release to its bytes; raises OSError


class ManifestError(ValueError):
    """A manifest is not what its signed head says. The message is for people."""


@dataclass(frozen=True)
class Head:
    """What is signed. `previous` is the hash of the head before; `size` is in bytes, compressed copies included.

    `number` counts releases and never goes back; `sequence` is the last change of the log the content was taken from.
    `restores` names the release a rollback shows again.
    """

    release: str
    number: int
    sequence: int
    previous: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    files: int = 0
    size: int = 0
    root: str = EMPTY.hex()
    restores: str = ""

    def to_bytes(self) -> bytes:
        value = {"format": FORMAT, **asdict(self)}
        return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()

    @classmethod
    def read(cls, data: bytes) -> "Head":
        """Raises ManifestError."""
        try:
            value = json.loads(data)
            if value.pop("format") != FORMAT:
                raise ManifestError("发布清单的格式不认识，请用同一版本的程序核对。")
            return cls(**value)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, ManifestError):
                raise
            raise ManifestError(f"发布清单 {MANIFEST} 已损坏，读不出来。") from error


class Manifest:
    """The files of one release. `file in m`, `m.get(file)`, `m.items()`; a value: changes make another."""

    def __init__(self, head: Head, roots: dict[int, bytes], fresh: dict[int, Bucket], source: Source | None):
        self.head, self.roots = head, roots
        self.signature = self.keys = b""  # as stored beside the head, see `signing`
        self._fresh, self._source = fresh, source
        self._cache: dict[int, Bucket] = {}

    # --- making --------------------------------------------------------------------------------------------
    @classmethod
    def of(cls, entries: Mapping[str, Entry], **head) -> "Manifest":
        """The manifest of a release with exactly these files. `head`: see `Head`; the name may be left out."""
        return cls(Head("", 0, 0, ""), {}, {}, None).changed(entries, **{"previous": "", **head})

    def changed(self, changes: Mapping[str, Entry | None], **head) -> "Manifest":
        """The manifest of the release after this one. None removes a file. Reads only buckets that are touched."""
        fresh: dict[int, Bucket] = {}
        files, size = self.head.files, self.head.size
        for file, entry in asking(changes.items(), 500):
            number = bucket_of(file)
            if number not in fresh:
                fresh[number] = dict(self.bucket(number))
            old = fresh[number].pop(file, None)
            if entry:
                fresh[number][file] = entry
            files += bool(entry) - bool(old)
            size += (entry.disk if entry else 0) - (old.disk if old else 0)
        roots = dict(self.roots)
        for number, bucket in asking(fresh.items(), 50):
            roots[number] = bucket_root(bucket)
        roots = {number: found for number, found in roots.items() if found != EMPTY}
        values = {"previous": self.hash, "restores": "", **head}
        made = replace(self.head, files=files, size=size, root=total_root(roots).hex(), **values)
        if "release" not in head:
            made = replace(made, release=f"r{made.number:08d}-{made.root[:12]}")
        return Manifest(made, roots, {**self._fresh, **fresh}, self._source)

    # --- reading -------------------------------------------------------------------------------------------
    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Of a release folder. Raises OSError, or ManifestError when it is damaged."""
        return cls.open(lambda file: (folder / file).read_bytes())

    @classmethod
    def open(cls, source: Source) -> "Manifest":
        """Of wherever a release is kept: a folder, a bucket, a bundle. `source` raises OSError for what is missing."""
        head = Head.read(source(MANIFEST))
        roots = _read_roots(source(ROOTS))
        if total_root(roots).hex() != head.root:
            raise ManifestError(f"{ROOTS} 与发布清单里的根散列不符。")
        found = cls(head, roots, {}, source)
        for name, file in (("signature", SIGNATURE), ("keys", KEYS)):
            with suppress(FileNotFoundError):  # not signed; whoever needs a signature says so
                setattr(found, name, source(file))
        return found

    def bucket(self, number: int) -> Bucket:
        """The files of one bucket. Do not change it. Raises OSError or ManifestError."""
        if number in self._fresh:
            return self._fresh[number]
        if number not in self.roots:
            return {}
        if number not in self._cache:
            if len(self._cache) >= CACHED:
                self._cache.clear()
            self._cache[number] = self._load(number)
        return self._cache[number]

    def _load(self, number: int) -> Bucket:
        assert self._source
        file = bucket_file(number)
        lines = self._source(file).splitlines()
        if root_of([leaf(line) for line in lines]) != self.roots[number]:
            raise ManifestError(f"{file} 与发布清单里的根散列不符。")
        try:
            return dict(map(Entry.read, lines))
        except (ValueError, KeyError, TypeError) as error:
            raise ManifestError(f"{file} 已损坏，读不出来。") from error

    def get(self, file: str) -> Entry | None:
        return self.bucket(bucket_of(file)).get(file)

    def entries(self, files: Iterable[str]) -> Iterator[tuple[str, Entry | None]]:
        """Each of many files with its entry, if it has one; bucket by bucket, so that none is read twice."""
        for file in asking(sorted(files, key=bucket_of), 500):
            yield file, self.get(file)

    def __contains__(self, file: str) -> bool:
        return file in self.bucket(bucket_of(file))

    def __len__(self) -> int:
        return self.head.files

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Every file, bucket by bucket, without keeping them all in memory."""
        for number in sorted(self.roots):
            bucket = self._fresh.get(number) or self._cache.get(number) or self._load(number)
            yield from bucket.items()

    @cached_property
    def files(self) -> dict[str, Entry]:
        """All at once: some hundred bytes of memory each."""
        return dict(self.items())

    # --- what it is ----------------------------------------------------------------------------------------
    @property
    def release(self) -> str:
        return self.head.release

    @property
    def number(self) -> int:
        return self.head.number

    @property
    def root(self) -> str:
        """Equal for two releases with the same files."""
        return self.head.root

    @cached_property
    def head_bytes(self) -> bytes:
        """What is signed, and what `manifest.json` holds."""
        return self.head.to_bytes()

    @property
    def hash(self) -> str:
        """What the next release names as its `previous`; "" for none."""
        return sha256(self.head_bytes) if self.head.release else ""

    def sign(self, signer: "Signer") -> None:
        """Put the signature and the public keys beside the head."""
        self.signature, self.keys = signer.sign(self.head_bytes), signer.ring.to_bytes()

    def seals(self, former: "Manifest | None" = None) -> dict[str, bytes | None]:
        """The files that carry the manifest itself, as far as they differ from those of `former` (None: is gone)."""
        old = former.roots if former else {}
        made: dict[str, bytes | None] = {MANIFEST: self.head_bytes, ROOTS: roots_text(self.roots)}
        for name, data in ((SIGNATURE, self.signature), (KEYS, self.keys)):
            if data:
                made[name] = data
        for number in old.keys() | self.roots.keys():
            if old.get(number) != self.roots.get(number):
                bucket = self.bucket(number)
                made[bucket_file(number)] = bucket_text(bucket) if bucket else None
        return made


# --- the files that carry it -------------------------------------------------------------------------------
def bucket_of(file: str) -> int:
    """The first twelve bits of the SHA-256 of its name."""
    digest = hashlib.sha256(file.encode()).digest()
    return digest[0] << 4 | digest[1] >> 4


def bucket_file(number: int) -> str:
    return f"{FOLDER}/{number >> 4:02x}/{number:03x}.txt"


def bucket_lines(bucket: Bucket) -> list[bytes]:
    """In the order of the tree."""
    return [entry.line(file) for file, entry in sorted(bucket.items(), key=lambda one: one[0].encode())]


def bucket_text(bucket: Bucket) -> bytes:
    return b"".join(line + b"\n" for line in bucket_lines(bucket))


def bucket_root(bucket: Bucket) -> bytes:
    return root_of([leaf(line) for line in bucket_lines(bucket)])


def total_root(roots: Mapping[int, bytes]) -> bytes:
    return root_of([roots.get(number, EMPTY) for number in range(BUCKETS)])


def roots_text(roots: Mapping[int, bytes]) -> bytes:
    return "".join(f"{number:03x} {roots[number].hex()}\n" for number in sorted(roots)).encode()


def _read_roots(data: bytes) -> dict[int, bytes]:
    try:
        pairs: Iterable[list[bytes]] = (line.split(b" ") for line in data.splitlines())
        return {int(number, 16): bytes.fromhex(root.decode()) for number, root in pairs}
    except ValueError as error:
        raise ManifestError(f"{ROOTS} 已损坏，读不出来。") from error

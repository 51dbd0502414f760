"""Where a public host gets a release from. Nothing a source says is believed before it is checked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..release.layout import KEYS, MANIFEST, SIGNATURE
from ..release.manifest import Manifest
from .files import Wanted
from .store import Readable

Known = Callable[
    [str, str], Manifest | None
]  # name and hash of a release to its manifest, if the host has it


@dataclass(frozen=True)
class Seals:
    """What comes first and is checked first: the head of the manifest, its signature, the public keys it offers."""

    head: bytes
    signature: bytes
    keys: bytes = b""

    @classmethod
    def read(cls, source: Callable[[str], bytes]) -> "Seals":
        """`source` gives the bytes of a seal by its file name. Raises OSError; a missing signature is an empty one."""
        found = [source(MANIFEST)]
        for name in (SIGNATURE, KEYS):
            try:
                found.append(source(name))
            except FileNotFoundError:
                found.append(b"")
        return cls(*found)


class Source(Protocol):
    """A release on its way. Its methods are called once each, in this order; see `accept`."""

    def seals(self) -> Seals:
        """Raises ReleaseRefused, TargetUnavailable, OSError."""

    def manifest(self, known: Known) -> Manifest:
        """The list of files. Raises ReleaseRefused, TargetUnavailable, ManifestError."""

    def objects(self, wanted: Mapping[str, Wanted]) -> Iterator[tuple[str, Readable]]:
        """(SHA-256, bytes), in any order, of those wanted that the source has; others may be among them.

        A stream is read, or not, before the next is asked for.
        """

    def missing(self, lacking: int) -> tuple[str, str]:
        """What happened when so many objects are neither here nor on the host, and what to do."""


class FolderSource:
    """A release folder of the publisher, on this machine or on a disk mounted here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def seals(self) -> Seals:
        return Seals.read(lambda name: (self.folder / name).read_bytes())

    def manifest(self, known: Known) -> Manifest:
        return Manifest.read(self.folder)

    def objects(self, wanted: Mapping[str, Wanted]) -> Iterator[tuple[str, Readable]]:
        for digest, one in wanted.items():
            try:
                stream = open(self.folder / one.file, "rb")  # noqa: SIM115 - closed below
            except FileNotFoundError:
                continue
            with stream:
                yield digest, stream

    def missing(self, lacking: int) -> tuple[str, str]:
        return f"版本目录里少了 {lacking} 个文件。", "请在发布端重新发布一次。"

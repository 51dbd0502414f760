"""What must be served, as the signed manifest says, held in memory where nobody can change it."""

import hashlib
import sys
from collections.abc import Iterable, Iterator

from ..release.entry import Entry
from ..release.manifest import Manifest
from ..targets.files import changes

SHA, LENGTH = 32, 8


class Truth:
    """The files of one release, folder by folder; compressed copies and the manifest's own files are files like any."""

    def __init__(self, manifest: Manifest, former: "Truth | None" = None) -> None:
        """`former`: the truth of another release; it is used up, so that only what differs has to be read."""
        self.manifest, self.release, self.number = manifest, manifest.release, manifest.number
        self.hash = manifest.hash
        self.files: dict[str, dict[str, bytes]] = former.files if former else {}
        self.folders: dict[str, set[str]] = former.folders if former else {"": set()}
        self._seals: set[str] = former._seals if former else set()
        old = former.manifest if former else None
        if old is None:
            self._put_all(manifest.items())
        else:
            differing = changes(manifest, old)
            for file in differing:
                self._drop_entry(file, old.get(file))
            self._put_all((file, entry) for file, entry in differing.items() if entry)
        for file, data in manifest.seals(old).items():
            self._drop(file)
            self._seals.discard(file)
            if data is not None:
                self._seals.add(file)
                self._put(file, hashlib.sha256(data).digest(), len(data))

    def piece(self, folder: str, name: str) -> tuple[str, int] | None:
        """(SHA-256, size in bytes) of a file; None when the release has no such file."""
        packed = self.files.get(folder, {}).get(name)
        return (packed[:SHA].hex(), int.from_bytes(packed[SHA:])) if packed else None

    def names(self, folder: str) -> Iterable[str]:
        return self.files.get(folder, {}).keys()

    def subfolders(self, folder: str) -> set[str]:
        return self.folders.get(folder, set())

    def is_seal(self, file: str) -> bool:
        return file in self._seals

    def below(self, folder: str) -> Iterator[tuple[str, str]]:
        """(folder, name) of every file in a folder and below it."""
        pending = [folder]
        while pending:
            at = pending.pop()
            yield from ((at, name) for name in self.names(at))
            pending += [join(at, name) for name in self.subfolders(at)]

    def places_of(self, digest: str) -> Iterator[tuple[str, str]]:
        """(folder, name) of every file with these bytes. Looks at all of them."""
        wanted = bytes.fromhex(digest)
        for folder, names in self.files.items():
            yield from ((folder, name) for name, packed in names.items() if packed.startswith(wanted))

    def digests(self) -> set[str]:
        """SHA-256 of everything that has to lie in the store."""
        return {
            packed[:SHA].hex()
            for folder, names in self.files.items()
            for name, packed in names.items()
            if join(folder, name) not in self._seals
        }

    def _put_all(self, entries: Iterable[tuple[str, Entry]]) -> None:
        for file, entry in entries:
            for name, digest, size in entry.copies(file):
                self._put(name, bytes.fromhex(digest), size)

    def _put(self, file: str, digest: bytes, size: int) -> None:
        folder, name = split(file)
        if folder not in self.files:
            self.files[folder] = {}
            self._open(folder)
        self.files[folder][sys.intern(name)] = digest + size.to_bytes(LENGTH)

    def _open(self, folder: str) -> None:
        while folder:
            above, name = split(folder)
            inside = self.folders.setdefault(above, set())
            if name in inside:
                return
            inside.add(name)
            folder = above

    def _drop_entry(self, file: str, entry: Entry | None) -> None:
        for name, _, _ in entry.copies(file) if entry else ():
            self._drop(name)

    def _drop(self, file: str) -> None:
        folder, name = split(file)
        names = self.files.get(folder, {})
        names.pop(name, None)
        while not names and folder and not self.folders.get(folder):
            self.files.pop(folder, None)
            self.folders.pop(folder, None)
            folder, name = split(folder)
            self.folders.get(folder, set()).discard(name)
            names = self.files.get(folder, {})


def split(file: str) -> tuple[str, str]:
    folder, _, name = file.rpartition("/")
    return folder, name


def join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name

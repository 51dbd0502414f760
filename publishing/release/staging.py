"""The folder a release is put together in: new files written, unchanged ones linked, then renamed as a whole."""

import os
import shutil
from pathlib import Path

from .compress import media_type, variants
from .manifest import Entry, sha256


class Staging:
    def __init__(self, folder: Path):
        self.folder = folder
        self.entries: dict[str, Entry] = {}
        self._folders: set[str] = set()

    def start(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def write(self, file: str, data: bytes) -> Entry:
        packed = variants(file, data)
        self._make_folder(file)
        for suffix, content in {"": data, **packed}.items():
            _write(self.folder / (file + suffix), content)
        self.entries[file] = Entry.of(data, media_type(file), packed)
        return self.entries[file]

    def adopt(self, file: str, source: Path) -> Entry:
        """Take a large file as it is, by link: an asset, the search index."""
        self._make_folder(file)
        _link(str(source), f"{self.folder}/{file}")
        data = source.read_bytes()
        self.entries[file] = Entry(sha256(data), len(data), media_type(file))
        return self.entries[file]

    def keep(self, file: str, entry: Entry, base: Path) -> None:
        """Link an unchanged file and its compressed copies from the release before."""
        self._make_folder(file)
        for suffix in ("", *entry.packed):
            _link(f"{base}/{file}{suffix}", f"{self.folder}/{file}{suffix}")
        self.entries[file] = entry

    def forget(self, file: str) -> None:
        """Take a file back that was written in this run."""
        entry = self.entries.pop(file, None)
        for suffix in ("", *entry.packed) if entry else ():
            (self.folder / (file + suffix)).unlink(missing_ok=True)

    def _make_folder(self, file: str) -> None:
        folder = os.path.dirname(file)
        if folder not in self._folders:
            os.makedirs(f"{self.folder}/{folder}", exist_ok=True)
            self._folders.add(folder)


def _write(target: Path, content: bytes) -> None:
    """A new read-only file: releases share inodes, so writing through an old name would change them all."""
    target.unlink(missing_ok=True)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444), "wb") as out:
        out.write(content)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        os.unlink(target)
        os.link(source, target)
    except OSError:  # another file system, or too many links
        shutil.copyfile(source, target)

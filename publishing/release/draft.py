"""The folder a release is put together in: what changed is written, all else is taken over from the release before.

Writing only makes the files that changed, so forked workers may write into one draft at the same time. `complete`
fills the folders in which something changed: their other files become hard links, their other subfolders links
(see `layout`). Everything elsewhere is not even looked at, so a small change costs the same at any size of the site.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from foundation.disk import sync

from ..make_way import asking
from ..paths import SitePaths
from .aside import set_aside
from .compress import media_type, variants
from .dating import date
from .entry import Entry, sha256
from .layout import SEALS, STAGING, home_of, link_text
from .manifest import Manifest


class Draft:
    """`base` names the release that everything not mentioned is taken from; None for a full build."""

    def __init__(self, paths: SitePaths, base: str | None):
        self.paths, self.base = paths, base
        self.folder = paths.releases / STAGING
        self.entries: dict[str, Entry] = {}  # written or adopted in this draft
        self.removed: set[str] = set()
        self._folders: set[str] = set()
        self._forgotten: set[str] = set()

    def start(self) -> "Draft":
        """An empty folder, whatever a crash left in its place."""
        set_aside(self.folder)
        self.folder.mkdir(parents=True)
        return self

    # --- what is in the release ----------------------------------------------------------------------------
    def write(self, file: str, data: bytes) -> Entry:
        """A new or changed file, with its compressed copies. May be called in a forked worker: see `take`."""
        packed = variants(file, data)
        entry = Entry.of(data, media_type(file), packed)
        contents = {file: data} | {file + suffix: copy for suffix, copy in packed.items()}
        self._make_folder(file)
        for name, digest, _ in entry.copies(file):
            write_file(f"{self.folder}/{name}", contents[name], digest)
        return self._note(file, entry)

    def adopt(self, file: str, source: Path) -> Entry:
        """A file that lies elsewhere on this machine, as it is, by hard link: an asset, a part of the search index."""
        self._make_folder(file)
        link(str(source), f"{self.folder}/{file}")
        data = source.read_bytes()
        entry = Entry(sha256(data), len(data), media_type(file))
        date(f"{self.folder}/{file}", entry.sha256)
        return self._note(file, entry)

    def keep(self, file: str, entry: Entry, release: Path) -> Entry:
        """A file of another release with its compressed copies. Only needed where that is not the base."""
        self._make_folder(file)
        for suffix in ("", *entry.packed):
            link(f"{release}/{file}{suffix}", f"{self.folder}/{file}{suffix}")
        return self._note(file, entry)

    def remove(self, file: str) -> None:
        """The release will not have this file."""
        self.forget(file)
        self.removed.add(file)

    def forget(self, file: str) -> None:
        """Take back what was written: the release will have the file as the base has it."""
        entry = self.entries.pop(file, None)
        for suffix in ("", *entry.packed) if entry else ():
            (self.folder / (file + suffix)).unlink(missing_ok=True)
            self._forgotten.add(file)

    def take(self, entries: Mapping[str, Entry]) -> None:
        """Files that workers wrote into this draft, as their `entries` say."""
        self.entries.update(entries)
        self.removed.difference_update(entries)

    @property
    def changes(self) -> dict[str, Entry | None]:
        """Every file that was written (its entry) or removed (None)."""
        return {**dict.fromkeys(self.removed), **self.entries}

    # --- the finished release ------------------------------------------------------------------------------
    def complete(self, manifest: Manifest, former: Manifest | None) -> "Draft":
        """Everything the folder still lacks. `former` is the manifest of the base, None for a full build."""
        seals = manifest.seals(former)
        for file, data in asking(seals.items()):
            if data is not None:
                self._make_folder(file)
                write_file(f"{self.folder}/{file}", data)
        replaced = self._replaced(former) | seals.keys()
        touched = set(self._forgotten)
        if self.base is not None:  # without one, what was made is all there is
            touched.update(self.entries, self.removed, seals)
        self._complete(touched, replaced)
        for file in seals.keys() & SEALS:
            sync(self.folder / file)
        return self

    def give_name(self, manifest: Manifest) -> Path:
        """From now on nobody changes the complete folder. Returns that of the release."""
        release = self.paths.releases / manifest.release
        if release.exists():  # left by a run that was killed before it told anybody
            set_aside(release)
        os.rename(self.folder, release)
        sync(self.paths.releases)
        return release

    def seal(self, manifest: Manifest, former: Manifest | None) -> Path:
        """Both at once, where nobody waits in between."""
        return self.complete(manifest, former).give_name(manifest)

    def _replaced(self, former: Manifest | None) -> set[str]:
        """Names on disk that must not be taken over from the base."""
        names = set(SEALS)
        for file, old in former.entries({*self.entries, *self.removed}) if former else ():
            names.update(file + suffix for suffix in ("", *(old.packed if old else ())))
        return names

    def _complete(self, files: Iterable[str], replaced: set[str]) -> None:
        touched = _above(asking(files, 1000)) if self.base is not None else set()
        emptied = _above([*self.removed, *self._forgotten])
        deepest = sorted(touched | emptied, key=lambda one: (one.count("/"), one), reverse=True)
        for folder in asking(deepest):
            if folder in touched:
                self._fill(folder, replaced, touched)
            if folder and folder in emptied:
                _remove_if_empty(f"{self.folder}/{folder}")

    def _fill(self, folder: str, replaced: set[str], touched: set[str]) -> None:
        """Take over what the base has in a folder, except what was replaced and subfolders that were looked at."""
        releases = self.paths.releases
        home = home_of(releases, self.base or "", folder)
        if not home:
            return
        target = f"{self.folder}/{folder}"
        with os.scandir(f"{releases}/{home}/{folder}") as found:
            inside = [(f"{folder}/{one.name}" if folder else one.name, one) for one in found]
        taken = [(inner, one) for inner, one in inside if inner not in replaced and inner not in touched]
        if taken:
            os.makedirs(target, exist_ok=True)
        for inner, one in taken:
            if one.is_symlink():
                _link_folder(os.readlink(one.path), f"{target}/{one.name}")
            elif one.is_dir(follow_symlinks=False):
                _link_folder(link_text(inner, home), f"{target}/{one.name}")
            else:
                link(one.path, f"{target}/{one.name}")

    def _note(self, file: str, entry: Entry) -> Entry:
        self.entries[file] = entry
        self.removed.discard(file)
        return entry

    def _make_folder(self, file: str) -> None:
        """The folder a file lies in, with those above it. A forked worker may be making the same ones."""
        folder = file.rpartition("/")[0]
        if folder and folder not in self._folders:
            self._make_folder(folder)
            with suppress(FileExistsError):
                os.mkdir(f"{self.folder}/{folder}")
            self._folders.add(folder)


def _above(files: Iterable[str]) -> set[str]:
    """The folders of some files and all those above them, the root included."""
    found = {""}
    for folder in {file.rpartition("/")[0] for file in files}:
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def write_file(target: str, content: bytes, digest: str = "") -> None:
    """A new read-only file: releases share inodes, so writing through an old name would change them all.

    `digest` dates it by what is in it (see `dating`); without, it keeps the time of writing.
    """
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
    except FileExistsError:
        os.unlink(target)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        if digest:
            date(handle, digest)
    finally:
        os.close(handle)


def link(source: str, target: str) -> None:
    """The same file under another name; a copy where no link can be made."""
    try:
        os.link(source, target)
    except FileExistsError:
        os.unlink(target)
        os.link(source, target)
    except OSError:  # another file system, or too many links
        shutil.copy2(source, target)


def _link_folder(text: str, target: str) -> None:
    try:
        os.symlink(text, target)
    except FileExistsError:  # somebody worked there and left nothing
        os.rmdir(target)
        os.symlink(text, target)


def _remove_if_empty(folder: str) -> None:
    with suppress(OSError):  # not empty, or never made
        os.rmdir(folder)

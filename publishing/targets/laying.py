"""Make the folder a release is served from: what changed is copied out of the store, the rest is the last release's."""

import ctypes
import logging
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from ..release.aside import remove_aside
from ..release.draft import Draft, write_file
from ..release.layout import MANIFEST, Astray
from ..release.manifest import Manifest
from .files import Changes, changes, piece, seal_bytes
from .public_site import PublicSite
from .store import sync_all

logger = logging.getLogger(__name__)
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def lay(site: PublicSite, manifest: Manifest, before: Manifest | None, changed: Changes) -> None:
    """The folder of a release, complete and on disk, not served yet. Raises store.Damaged, OSError."""
    folder = site.paths.releases / manifest.release
    if (folder / MANIFEST).exists():  # of a run that was killed, or served once; others may lie partly in it
        if (folder / MANIFEST).read_bytes() != manifest.head_bytes:
            _lay_whole(site, manifest)
        return
    try:
        _lay(site, manifest, before, changed)
    except Astray as damage:
        logger.warning("The release being served is damaged at %s; the new one is laid out in full", damage)
        _lay(site, manifest, None, changes(manifest, None))


def lay_anew(site: PublicSite) -> None:
    """Put the whole release being served back as it was signed, by one exchange of folders.

    For damage to folders, which `restore` cannot mend: links that lead elsewhere. Raises as `restore` does.
    """
    with site.lock():
        manifest = site.current_manifest()
        assert manifest, "nothing is served"
        _lay_whole(site, manifest)


def _lay_whole(site: PublicSite, manifest: Manifest) -> None:
    draft = _draft(site, None)
    _copy_out(site, draft, changes(manifest, None))
    for file, data in manifest.seals().items():
        if data is not None:
            target = draft.folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            write_file(str(target), data)
    os.sync()
    release = site.paths.releases / manifest.release
    exchange(draft.folder, release)
    shutil.rmtree(draft.folder)


def _lay(site: PublicSite, manifest: Manifest, before: Manifest | None, changed: Changes) -> None:
    draft = _draft(site, before.release if before else None)
    sync_all(_copy_out(site, draft, changed))
    release = draft.seal(manifest, before)
    if before:
        _look_over(site, manifest, release)


def _draft(site: PublicSite, base: str | None) -> Draft:
    draft = Draft(site.paths, base).start()
    remove_aside(site.paths.releases)  # what a crash left must not fill the disk
    return draft


def _copy_out(site: PublicSite, draft: Draft, changed: Changes) -> list[Path]:
    made = []
    for file, entry in changed.items():
        if entry is None:
            draft.remove(file)
            continue
        for name, digest, size in entry.copies(file):
            target = draft.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            site.store.give(digest, size, target)
            made.append(target)
        draft.take({file: entry})
    return made


def _look_over(site: PublicSite, manifest: Manifest, release: Path) -> None:
    """Files that were taken over from the last release's folders: a stranger leaves, a wrong size is put right.

    What a stranger did inside a file, or in a folder nothing changed in, is found by the guard.
    """
    for where, _, names in os.walk(release):
        folder = os.path.relpath(where, release)
        for name in names:
            file = name if folder == "." else f"{folder}/{name}"
            if not _is_seal_of(manifest, file) and not _looks_right(manifest, file, f"{where}/{name}"):
                os.unlink(f"{where}/{name}")
                with suppress(KeyError):
                    digest, size = piece(manifest, file)
                    site.store.give(digest, size, Path(where, name))


def _is_seal_of(manifest: Manifest, file: str) -> bool:
    try:
        return seal_bytes(manifest, file) is not None
    except KeyError:  # a stranger where the manifest lies
        return False


def _looks_right(manifest: Manifest, file: str, path: str) -> bool:
    status = os.lstat(path)
    try:
        return stat.S_ISREG(status.st_mode) and status.st_size == piece(manifest, file)[1]
    except KeyError:
        return False


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places; nobody ever finds either name missing."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one))

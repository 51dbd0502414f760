"""Old releases leave; folders that a kept release still points into stay. Needs no lock.

Safe beside a running publish: a draft takes folders only from its base, and the current release, the one before it and
everything newer are always kept. A release is retired first (its manifest goes, so nobody can return to it), then what
the kept ones reach is marked, then the rest of the retired folders is removed. A crash in between is made good next
time.
"""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from ..paths import SitePaths
from .activate import current_release, finished_releases
from .aside import remove_aside
from .layout import MANIFEST, SIGNATURE, linked_release

KEEP = 30


def sweep(
    paths: SitePaths, keep: int = KEEP, marked: Collection[str] = (), *, younger_than: float | None = None
) -> list[str]:
    """Retire what is not among the newest `keep` releases and not `marked`; free what nothing points to any more, with
    what runs set aside.

    With `younger_than` (a time in seconds since 1970) releases finished after it stay too. Returns the names of the
    releases that were retired. Raises OSError or Astray when a kept release is damaged; nothing is freed then.
    """
    remove_aside(paths.releases)
    retired = _outlived(paths, keep, marked, younger_than)
    for name in retired:
        (paths.releases / name / MANIFEST).unlink(missing_ok=True)
        (paths.releases / name / SIGNATURE).unlink(missing_ok=True)
    reached = _reached(paths)
    for name in sorted(os.listdir(paths.releases)):
        folder = paths.releases / name
        if not name.startswith(".") and folder.is_dir() and not (folder / MANIFEST).exists():
            _free(paths.releases, name, "", reached)
    return retired


def _outlived(paths: SitePaths, keep: int, marked: Collection[str], younger_than: float | None) -> list[str]:
    names = finished_releases(paths)
    current = current_release(paths)
    if current not in names:  # nothing is certain: touch nothing
        return []
    place = names.index(current)
    safe = {*names[max(0, place - 1) :], *names[len(names) - keep if keep < len(names) else 0 :], *marked}
    rest = [name for name in names if name not in safe]
    if younger_than is None:
        return rest
    return [name for name in rest if (paths.releases / name / MANIFEST).stat().st_mtime < younger_than]


def _reached(paths: SitePaths) -> set[str]:
    """Every folder that a finished release consists of, as `release/folder`."""
    reached: set[str] = set()
    for release in finished_releases(paths):
        pending = [(release, "")]
        while pending:
            home, folder = pending.pop()
            place = f"{home}/{folder}"
            if place not in reached:
                reached.add(place)
                pending += _inside(paths.releases, home, folder)
    return reached


def _inside(releases: Path, home: str, folder: str) -> list[tuple[str, str]]:
    """(release, folder) of each subfolder, where it lies."""
    found = []
    with os.scandir(f"{releases}/{home}/{folder}") as entries:
        for one in entries:
            inner = f"{folder}/{one.name}" if folder else one.name
            if one.is_symlink():
                found.append((linked_release(inner, os.readlink(one.path)), inner))
            elif one.is_dir(follow_symlinks=False):
                found.append((home, inner))
    return found


def _free(releases: Path, home: str, folder: str, reached: set[str]) -> None:
    """Remove what lies in a retired release, down to folders that are still needed."""
    if f"{home}/{folder}" in reached:
        return
    where = f"{releases}/{home}/{folder}".rstrip("/")
    with os.scandir(where) as entries:
        for one in list(entries):
            if one.is_dir(follow_symlinks=False):
                _free(releases, home, f"{folder}/{one.name}" if folder else one.name, reached)
            else:
                os.unlink(one.path)
    with suppress(OSError):  # something below is still needed
        os.rmdir(where)

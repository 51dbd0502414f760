"""How releases lie on disk, and how to walk through one without being led astray.

A release is a folder. What is new in it are files and folders of its own; an unchanged subfolder is a relative link to
the folder of the older release in which it physically lies. Two rules hold for every link, and whoever reads a release
may insist on them: it leads to a folder directly (never to another link), and it keeps the path: `releases/B/news`
leads to `releases/A/news`, never to `releases/A/other` and never outside `releases`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

STAGING = ".staging"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
KEYS = "manifest.keys"
SEALS = frozenset({MANIFEST, SIGNATURE, KEYS})  # of one release only, never taken over into the next


class Astray(Exception):
    """A link of a release breaks the rules, or something is neither file nor folder. The message names it."""


def link_text(folder: str, release: str) -> str:
    """What the link at `folder` of any release says, when the folder lies in `release`."""
    return "../" * (folder.count("/") + 1) + f"{release}/{folder}"


def linked_release(folder: str, text: str) -> str:
    """The release a link at `folder` leads to. Raises Astray when it leads anywhere but to the same folder there."""
    up = "../" * (folder.count("/") + 1)
    release = text[len(up) :].split("/", 1)[0]
    if not release or release.startswith(".") or text != f"{up}{release}/{folder}":
        raise Astray(folder)
    return release


def folder_behind(releases: Path | str, folder: str, text: str) -> str:
    """The release a link at `folder` leads to, having looked whether it really is there. Raises Astray."""
    home = linked_release(folder, text)
    target = f"{releases}/{home}/{folder}"
    if os.path.islink(target) or not os.path.isdir(target):
        raise Astray(folder)
    return home


def home_of(releases: Path | str, release: str, folder: str) -> str:
    """The release in which a folder of `release` physically lies, "" when it has no such folder.

    `folder` is relative, "" for the root. Raises Astray.
    """
    home, inner = release, ""
    for part in folder.split("/") if folder else ():
        inner = f"{inner}/{part}" if inner else part
        place = f"{releases}/{home}/{inner}"
        if os.path.islink(place):
            home = folder_behind(releases, inner, os.readlink(place))
        elif not os.path.isdir(place):
            return ""
    return home


def real_file(release: Path, file: str) -> Path | None:
    """The file that answers `file` of a release, None when there is none or a link leads astray.

    Looks at every part of the path, so it holds even for a release somebody tampered with.
    """
    releases, found = os.path.realpath(release.parent), os.path.realpath(release / file)
    home, _, inner = found.removeprefix(releases + "/").partition("/")
    good = found.startswith(releases + "/") and not home.startswith(".") and inner == file
    return Path(found) if good and os.path.isfile(found) else None


def walk(release: Path) -> Iterator[tuple[str, str]]:
    """(file, where it lies) for every file of a release, folder by folder. Raises Astray."""
    releases = os.path.dirname(os.path.realpath(release))
    pending = [("", os.path.basename(os.path.realpath(release)))]
    while pending:
        folder, home = pending.pop()
        where = f"{releases}/{home}/{folder}".rstrip("/")
        with os.scandir(where) as found:
            for one in found:
                inner = f"{folder}/{one.name}" if folder else one.name
                if one.is_symlink():
                    pending.append((inner, folder_behind(releases, inner, os.readlink(one.path))))
                elif one.is_dir(follow_symlinks=False):
                    pending.append((inner, home))
                elif one.is_file(follow_symlinks=False):
                    yield inner, one.path
                else:
                    raise Astray(inner)

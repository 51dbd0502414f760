"""A release in single files: each line of the manifest is a file and its compressed copies."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from ..release.entry import Entry
from ..release.layout import SEALS
from ..release.manifest import FOLDER, ROOTS, Manifest, bucket_file, bucket_text
from .errors import ReleaseRefused

Changes = dict[str, Entry | None]  # None: the file left


@dataclass(frozen=True)
class Wanted:
    """One object: its size in bytes, and a served file that has these bytes."""

    size: int
    file: str


def changes(manifest: Manifest, before: Manifest | None) -> Changes:
    """Every file that differs from the release before. Reads only the buckets that differ."""
    found: Changes = {}
    old_roots = before.roots if before else {}
    for number in old_roots.keys() | manifest.roots.keys():
        if old_roots.get(number) == manifest.roots.get(number):
            continue
        now, old = manifest.bucket(number), before.bucket(number) if before else {}
        found.update({file: entry for file, entry in now.items() if old.get(file) != entry})
        found.update(dict.fromkeys(old.keys() - now.keys()))
    return found


def check_names(files: Iterable[str]) -> None:
    """Signed or not, no name leads out of the release or takes the place of its seals. Raises ReleaseRefused."""
    for file in files:
        parts = file.split("/")
        if "" in parts or "." in parts or ".." in parts or "\0" in file or "\\" in file or is_seal(file):
            raise ReleaseRefused("name", f"清单里有不允许的文件名 {file!r}。", "请联系发布端的管理员。")


def is_seal(file: str) -> bool:
    """Whether a file carries the manifest itself."""
    return file in SEALS or file == FOLDER or file.startswith(f"{FOLDER}/")


def objects(entries: Iterable[tuple[str, Entry]]) -> dict[str, Wanted]:
    """What has to be there to serve these entries, by SHA-256."""
    return {
        digest: Wanted(size, name) for file, entry in entries for name, digest, size in entry.copies(file)
    }


def put(changed: Mapping[str, Entry | None]) -> dict[str, Entry]:
    """The changes that bring a file."""
    return {file: entry for file, entry in changed.items() if entry}


def piece(manifest: Manifest, file: str) -> tuple[str, int]:
    """(SHA-256, size) of any served file, compressed copies included. Raises KeyError for a stranger."""
    if entry := manifest.get(file):
        return entry.sha256, entry.size
    name, dot, suffix = file.rpartition(".")
    packed = manifest.get(name)
    if not packed or dot + suffix not in packed.packed:
        raise KeyError(file)
    return packed.packed[dot + suffix]


def seal_bytes(manifest: Manifest, file: str) -> bytes | None:
    """What a file must hold that carries the manifest itself; None for any other file. Raises KeyError."""
    if not is_seal(file):
        return None
    if file in SEALS or file == ROOTS:
        data = manifest.seals(manifest)[file]
    else:
        number = next((one for one in _named(file) if bucket_file(one) == file), None)
        data = (
            None if number is None or number not in manifest.roots else bucket_text(manifest.bucket(number))
        )
    if data is None:
        raise KeyError(file)
    return data


def _named(file: str) -> list[int]:
    """The bucket a file name speaks of."""
    with suppress(ValueError):
        return [int(file.rpartition("/")[2].partition(".")[0], 16)]
    return []

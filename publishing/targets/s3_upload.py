"""Bring a release into an S3 service: what is not there yet, in parallel, and one object at the end that switches.

Cut off anywhere, the old release stays current, and the next run does not send again what arrived.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from ..paths import SitePaths
from ..release.activate import finished_releases
from ..release.entry import Entry
from ..release.manifest import Manifest
from ..serving.served import content_type
from .bucket import PARALLEL, Bucket
from .delivered import Delivered, Progress
from .errors import ReleaseRefused
from .files import changes, put
from .s3_clean import clean_up
from .s3_layout import CURRENT, OBJECTS, Pointer, object_key, read_pointer
from .shelf import open_manifest, shelved

ENCODINGS = {".gz": "gzip", ".br": "br"}
LIST_FROM = 500  # objects; fewer are simply sent, more are first looked up with one list of what is there
AT_ONCE = 200
KEEP = 10
T = TypeVar("T")


@dataclass(frozen=True)
class _Part:
    digest: str
    size: int
    place: Path
    type: str
    encoding: str


def upload(
    bucket: Bucket,
    paths: SitePaths,
    release: str,
    progress: Progress,
    *,
    full: bool = False,
    keep: int = KEEP,
) -> Delivered:
    """Make a release of the publisher the current one there. Raises TargetUnavailable, ReleaseRefused.

    `full` believes nothing of what should be there, and sends whatever is missing.
    """
    folder = paths.releases / release
    manifest = Manifest.read(folder)
    here = read_pointer(bucket)
    if here and here.number > manifest.number and not full:
        raise ReleaseRefused(
            "older",
            f"对象存储里已有更新的版本 {here.release}。",
            "没有用较旧的版本覆盖；确实需要时请选完整投递。",
        )
    if here and here.manifest == manifest.hash and not full:
        return Delivered(release, base=here.release)
    base = _base(bucket, paths, here) if here and not full else None
    parts = _missing(bucket, list(_parts(folder, put(changes(manifest, base)))), full or base is None)
    sent = _send_all(bucket, parts, progress)
    _shelve(bucket, manifest, base)
    unswept = len(parts) + (here.unswept if here else 0)
    pointer = Pointer(manifest.release, manifest.number, manifest.hash, unswept)
    bucket.write(CURRENT, pointer.to_bytes(), "application/json")
    progress(96, "清理旧版本")
    clean_up(bucket, pointer, len(manifest), keep)
    return Delivered(release, base.release if base else "", len(parts), sent)


def _base(bucket: Bucket, paths: SitePaths, here: Pointer) -> Manifest | None:
    """What is there, from the publisher's own copy of that release if it has one; None when it cannot be known."""
    try:
        if here.release in finished_releases(paths):
            own = Manifest.read(paths.releases / here.release)
            if own.hash == here.manifest:
                return own
        there = open_manifest(bucket.read, here.release)
        return there if there.hash == here.manifest else None
    except (FileNotFoundError, ValueError):
        return None


def _parts(folder: Path, entries: dict[str, Entry]) -> Iterator[_Part]:
    for file, entry in entries.items():
        for name, digest, size in entry.copies(file):
            encoding = ENCODINGS.get(name.removeprefix(file), "")
            yield _Part(digest, size, folder / name, content_type(file), encoding)


def _missing(bucket: Bucket, parts: list[_Part], look: bool) -> list[_Part]:
    once = {part.digest: part for part in reversed(parts)}
    if look or len(once) > LIST_FROM:
        for digest in bucket.names(OBJECTS):
            once.pop(digest, None)
    return list(once.values())


def _send_all(bucket: Bucket, parts: list[_Part], progress: Progress) -> int:
    """Bytes sent."""

    def send(part: _Part) -> int:
        with open(part.place, "rb") as stream:
            bucket.send(object_key(part.digest), stream, part.size, part.type, part.encoding)
        return part.size

    done = total = 0
    with ThreadPoolExecutor(PARALLEL) as pool:
        for batch in batches(parts, AT_ONCE):
            total += sum(pool.map(send, batch))
            done += len(batch)
            progress(90 * done / len(parts), f"已上传 {done}/{len(parts)} 个文件")
    return total


def _shelve(bucket: Bucket, manifest: Manifest, base: Manifest | None) -> None:
    """The lists first, the head last: a manifest that can be seen can be read."""
    names = list(shelved(manifest, base))
    lists = [one for one in names if one[0].startswith("lists/")]
    with ThreadPoolExecutor(PARALLEL) as pool:
        list(pool.map(lambda one: bucket.write(one[0], one[1], "application/jsonl"), lists))
    for name, data in names[len(lists) :]:
        bucket.write(name, data, "application/json" if name.endswith(".json") else "text/plain")


def batches(many: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size`."""
    rest = iter(many)
    while batch := list(islice(rest, size)):
        yield batch

"""Old releases leave an S3 service, and now and then what only they needed."""

from dataclasses import replace

from .bucket import Bucket
from .clean import SPARE, needed_objects
from .s3_layout import CURRENT, OBJECTS, Pointer, object_key
from .shelf import LISTS, lists_of, open_manifest

RELEASES = "releases"


def clean_up(bucket: Bucket, current: Pointer, files: int, keep: int) -> None:
    """Retire all but the newest `keep` releases; sweep when a twentieth may be old. `files` are in the current one.

    The head of a release goes first: what cannot be seen any more may miss objects.
    """
    names = list(bucket.names(RELEASES))
    releases = sorted({name.partition("/")[0] for name in names})
    kept = {current.release, *releases[-keep:]}
    retired = set(releases) - kept
    for name in sorted(names, reverse=True):  # roots.txt before manifest.json would leave an unreadable head
        if name.partition("/")[0] in retired and name.endswith("manifest.json"):
            bucket.remove(f"{RELEASES}/{name}")
    for name in names:
        if name.partition("/")[0] in retired:
            bucket.remove(f"{RELEASES}/{name}")
    if retired and current.unswept * SPARE >= files:
        _sweep(bucket, sorted(kept))
        bucket.write(CURRENT, replace(current, unswept=0).to_bytes(), "application/json")


def _sweep(bucket: Bucket, kept: list[str]) -> None:
    manifests = [open_manifest(bucket.read, release) for release in kept]
    needed = needed_objects(manifests)
    lists = {root for manifest in manifests for root in lists_of(manifest)}
    for digest in [one for one in bucket.names(OBJECTS) if one not in needed]:
        bucket.remove(object_key(digest))
    for root in [one for one in bucket.names(LISTS) if one not in lists]:
        bucket.remove(f"{LISTS}/{root}")

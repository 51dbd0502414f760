"""Old releases leave a public host, and with them what only they needed."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..release.activate import finished_releases
from ..release.entry import Entry
from ..release.manifest import Manifest
from ..release.retention import sweep
from .public_site import PublicSite
from .shelf import LISTS, lists_of

SPARE = 20  # the store is swept when a twentieth of it may be old: reading every manifest takes seconds at 100,000


def clean_up(site: PublicSite, manifest: Manifest, fetched: int) -> None:
    """Retire all but the newest releases; now and then remove what no kept one needs. A crash is made good next time."""
    memory = site.memory()
    retired = sweep(site.paths, site.keep)
    unswept = memory.unswept + fetched
    if retired and unswept * SPARE >= len(manifest):
        _sweep_store(site)
        unswept = 0
    for release in retired:
        site.forget_manifest(release)
    site.remember(replace(memory, unswept=unswept))


def _sweep_store(site: PublicSite) -> None:
    kept = [site.manifest_of(release) for release in finished_releases(site.paths)]
    needed = needed_objects(kept)
    for digest in site.store.digests() - needed:
        site.store.drop(digest)
    lists = {root for manifest in kept for root in lists_of(manifest)}
    for shard in os.scandir(site.shelf / LISTS):
        for file in os.scandir(shard.path):
            if file.name not in lists:
                os.unlink(file.path)


def needed_objects(kept: list[Manifest]) -> set[str]:
    """SHA-256 of everything these releases serve. Buckets that several have are read once."""
    seen: set[bytes] = set()
    needed: set[str] = set()
    for manifest in kept:
        for number, root in manifest.roots.items():
            if root not in seen:
                seen.add(root)
                needed.update(_digests(manifest.bucket(number).values()))
    return needed


def _digests(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.sha256
        for digest, _ in entry.packed.values():
            yield digest

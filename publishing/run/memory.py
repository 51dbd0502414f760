"""What a publisher process remembers between two runs, so that a change costs nothing that others did not touch.

It is only believed while the snapshot, the state and the release are those it was left with: another process may have
published meanwhile, files may have been lost.
"""

import gc
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakSet

from ..paths import SitePaths
from ..planning.site import Site
from ..release.manifest import Manifest
from ..release.state import State, load
from ..rendering.workers import no_garbage
from ..snapshot import Snapshot


@dataclass(frozen=True)
class Memory:
    """The site as the release `manifest` shows it; `stamp` is that of the snapshot then."""

    site: Site
    manifest: Manifest
    stamp: int


SITES = 4  # sites one process remembers; a publisher has one
_kept: dict[Path, Memory] = {}
_rested: WeakSet[Site] = WeakSet()


def manifest_of(paths: SitePaths) -> Manifest | None:
    kept = _kept.get(paths.root)
    return kept.manifest if kept else None


def take(paths: SitePaths, snapshot: Snapshot, state: State | None) -> Site | None:
    """The remembered site if it still holds. It is taken away: a run that fails leaves nothing half changed behind."""
    kept = _kept.pop(paths.root, None)
    holds = kept and state and kept.manifest.hash == state.manifest.hash and kept.stamp == snapshot.stamp
    return kept.site if kept and holds else None


def keep(paths: SitePaths, snapshot: Snapshot, site: Site, manifest: Manifest) -> None:
    _kept.pop(paths.root, None)
    _kept[paths.root] = Memory(site, manifest, snapshot.stamp)
    while len(_kept) > SITES:
        del _kept[next(iter(_kept))]


@no_garbage()
def warm(paths: SitePaths, snapshot: Snapshot) -> bool:
    """Read the site of the last release before there is anything to publish. False: there is none to rely on."""
    state = load(paths.state, paths.releases, manifest_of(paths))
    if state is None:
        return False
    try:
        if snapshot.get_meta("settled") != state.release:
            return False
        snapshot.commit()
        site = Site.load(snapshot, released=True)
        site.moved = []  # which redirects are new is not known: the next run looks at all
        keep(paths, snapshot, site, state.manifest)
        return True
    finally:
        state.close()


def rest() -> None:
    """Have later searches for garbage leave the remembered site out: they would stop an urgent run for seconds.

    For a process that publishes, after a run. Costs one such search when the site is another one than last time.
    """
    sites = [kept.site for kept in _kept.values()]
    if all(site in _rested for site in sites):
        return
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _rested.update(sites)


def forget(paths: SitePaths) -> None:
    """As if the process had just started."""
    _kept.pop(paths.root, None)

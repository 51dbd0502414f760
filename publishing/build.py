"""From snapshot to served release. Needs no Django: a build machine runs it on a copied snapshot.

Order matters for kill -9: the finished folder gets its name, then the state points to it, then readers do. Whatever
dies in between leaves the old release served, and the next run starts from the newest finished one.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .contract import Problem
from .holding import Holding
from .ledger.staging import stage, theme_files
from .links.gate import LinkGate
from .links.tolerated import Broken
from .paths import SitePaths
from .planning.kit import Kit
from .planning.site import digest
from .release import activate
from .release.chain import next_link, number_of
from .release.draft import Draft
from .release.entry import sha256
from .release.layout import Astray
from .release.manifest import Manifest
from .release.signing import Signer
from .release.state import State, load, save
from .rendering import render_run
from .rendering.links import broken_links
from .rendering.theme import Theme
from .search.update import update_index
from .snapshot import Snapshot
from .tool import tool_hash

Progress = Callable[[float, str], None]
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Setup:
    """What a build stands on besides the snapshot."""

    paths: SitePaths
    theme: Theme
    site_url: str
    options: dict[str, str] = field(default_factory=dict)
    signer: Signer | None = None  # none: the release is not signed
    workers: int = 2  # processes that render pages when there are many


@dataclass
class Built:
    release: str
    sequence: int
    documents: int
    pages: int
    written: int
    removed: int
    problems: list[Problem]
    held: set[str]  # documents whose newest version is not in the release


def silent(percent: float, message: str = "") -> None:
    pass


def build(
    setup: Setup,
    snapshot: Snapshot,
    *,
    full: bool = False,
    holding: Holding | None = None,
    progress: Progress = silent,
    override_links: str = "",
) -> Built:
    """Make and activate a release of the snapshot. The caller holds the publisher lock.

    `holding` names documents that were refused before they came here. `override_links` says who lets broken links
    out, and why.
    """
    holding, gate = holding or Holding(snapshot), LinkGate(snapshot, override_links)
    try:
        return _build(setup, snapshot, full, holding, progress, gate)
    except Astray as damage:
        if full:
            raise
        logger.warning("The last release is damaged at %s, building in full", damage)
        return _build(setup, snapshot, True, holding, progress, gate)


def _build(
    setup: Setup, snapshot: Snapshot, full: bool, holding: Holding, progress: Progress, gate: LinkGate
) -> Built:
    paths = setup.paths
    before = load(paths.state, paths.releases)
    base = None if full else before
    draft = Draft(paths, base.manifest.release if base else None).start()
    run = render_run.render(setup, snapshot, base, before, draft, holding, progress)
    progress(85, "检索与附件")
    manifest = _assemble(setup, run, draft, base, snapshot, before)
    broken = _broken_links(manifest, run)
    if blamed := gate.at_fault(broken):
        for name, message in blamed.items():
            holding.hold(name, message)
        return _build(setup, snapshot, full, holding, progress, gate)
    faults = holding.stale | holding.messages
    problems = [Problem(name, message) for name, message in sorted(faults.items())] + gate.pass_on(broken)
    # After a rollback the same content still needs a release of its own: numbers never go back.
    served = number_of(activate.current_release(paths))
    if base and manifest.root == base.manifest.root and base.manifest.number >= served:
        return _nothing_new(setup, snapshot, base, run, problems, set(holding.messages))
    progress(95, "启用新版本")
    _finish(setup, snapshot, draft, manifest, run, base, before)
    written, removed = _difference(manifest, before)
    return Built(
        manifest.release,
        manifest.head.sequence,
        len(run.kit.site.heads),
        _count_pages(run),
        written,
        removed,
        problems,
        set(holding.messages),
    )


def _assemble(
    setup: Setup,
    run: render_run.Run,
    draft: Draft,
    base: State | None,
    snapshot: Snapshot,
    before: State | None,
) -> Manifest:
    """Everything in the release that is not a rendered page, then the manifest."""
    site, theme = run.kit.site, run.kit.theme
    wanted = set(run.plan)
    for file, data in theme_files(snapshot, theme).items():
        wanted.add(_put(draft, base, theme.assets_prefix.lstrip("/") + file, data))
    for name, data in theme.files.items():
        wanted.add(_put(draft, base, f".release/theme/{name}", data))
    for head in site.heads.values():
        for asset in head["assets"]:
            wanted.add(_adopt(draft, base, before, asset, setup.paths.assets))
    wanted |= update_index(site, draft, None, snapshot=snapshot, workers=setup.workers)
    for file in base.manifest.files.keys() - wanted if base else ():
        draft.remove(file)
    link = next_link(setup.paths)
    made = base.manifest.changed if base else Manifest.of
    return made(
        draft.changes if base else draft.entries,
        number=link.number,
        sequence=int(snapshot.get_meta("sequence", "0")),
        previous=link.previous,
        inputs=_inputs(run.kit),
    )


def _inputs(kit: Kit) -> dict[str, str]:
    """What the pages were made with, besides the documents."""
    settings = digest(kit.site_url, sorted(kit.options.items()))
    return {
        "theme": kit.theme.common_hash,
        "settings": settings,
        "tool": tool_hash(),
        "as_of": kit.site.as_of,
    }


def _put(draft: Draft, base: State | None, file: str, data: bytes) -> str:
    """Write a file unless the base has the same bytes."""
    entry = base.manifest.files.get(file) if base else None
    if not entry or entry.sha256 != sha256(data):
        draft.write(file, data)
    return file


def _adopt(draft: Draft, base: State | None, before: State | None, asset: dict, store: Path) -> str:
    """A picture or attachment that the base does not have: from the last release, else from the store."""
    file = asset["path"].lstrip("/")
    entry = before.manifest.files.get(file) if before else None
    if not before or not entry or entry.sha256 != asset["sha256"]:
        draft.adopt(file, store / asset["sha256"])
    elif not base:
        draft.keep(file, entry, before.folder)
    return file


def _broken_links(manifest: Manifest, run: render_run.Run) -> list[Broken]:
    """Broken internal links of the whole release: an old page breaks when an anchor it links to leaves."""
    looked_at = {file: spec.path for file, spec in run.plan.items() if spec.template and file in run.pages}
    noted = run.kit.addresses.noted if run.kit.addresses else set()
    found = sorted(broken_links(manifest, run.pages, noted, looked_at))
    return [Broken(run.plan[file].path, run.plan[file].owner, link) for file, link in found]


def _finish(
    setup: Setup,
    snapshot: Snapshot,
    draft: Draft,
    manifest: Manifest,
    run: render_run.Run,
    base: State | None,
    before: State | None,
) -> None:
    paths = setup.paths
    snapshot.announce(manifest.release, manifest.number)
    stage(snapshot, run.kit)
    snapshot.commit()
    if setup.signer:
        manifest.sign(setup.signer)
    draft.seal(manifest, base.manifest if base else None)
    save(paths.state, manifest, run.pages, before)
    activate.switch(paths, manifest.release)
    snapshot.settle()
    snapshot.commit()


def _nothing_new(
    setup: Setup,
    snapshot: Snapshot,
    before: State,
    run: render_run.Run,
    problems: list[Problem],
    held: set[str],
) -> Built:
    """Same bytes: no new release. A switch that a crash prevented is done now."""
    if activate.current_release(setup.paths) != before.manifest.release:
        activate.switch(setup.paths, before.manifest.release)
    save(setup.paths.state, before.manifest, run.pages, before)
    snapshot.settle()
    snapshot.commit()
    activate.clear(setup.paths)
    documents = len(run.kit.site.heads)
    sequence = int(snapshot.get_meta("sequence", "0"))
    release = before.manifest.release
    return Built(release, sequence, documents, _count_pages(run), 0, 0, problems, held)


def _difference(manifest: Manifest, before: State | None) -> tuple[int, int]:
    old = before.manifest.files if before else {}
    written = sum(1 for name, entry in manifest.files.items() if old.get(name) != entry)
    return written, len(old.keys() - manifest.files.keys())


def _count_pages(run: render_run.Run) -> int:
    return sum(1 for spec in run.plan.values() if spec.template)


def timed(work: Callable[[], Built]) -> tuple[Built, float, float]:
    """Result, wall seconds, CPU seconds of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    built = work()
    return built, time.perf_counter() - wall, time.process_time() - cpu

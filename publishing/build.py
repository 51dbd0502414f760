"""From snapshot to served release. Needs no Django: a build machine runs it on a copied snapshot.

Order matters for kill -9: the finished folder gets its name, then the state points to it, then readers do. Whatever
dies in between leaves the old release served, and the next run starts from the newest finished one.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .contract import Problem
from .holding import Holding
from .ledger.staging import stage, theme_files
from .links.gate import LinkGate
from .make_way import MakeWay, Progress, ask_nobody, asking, listening
from .paths import SitePaths
from .planning.validate import faults_of
from .release import activate
from .release.aside import remove_aside
from .release.chain import next_link, number_of
from .release.draft import Draft
from .release.layout import Astray
from .release.manifest import Manifest
from .release.signing import Signer
from .release.state import MadePages, Next, Saving, State, load
from .rendering.theme import Theme
from .rendering.workers import no_garbage
from .run import memory
from .run.content import Content
from .run.files import Files
from .run.link_check import Broken, LinkCheck, remembered
from .run.pages import PageMaker, Pages
from .run.search_index import SearchIndex
from .snapshot import Snapshot

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
    behind: bool = False  # a patch left pages as they were that another theme, frame or day asks for anew


def silent(percent: float, message: str = "") -> None:
    pass


@dataclass(frozen=True)
class Wish:
    """How a run is to be done.

    `full`: render every page. `patch`: only what the changes touch, even if theme or frame of the site are others by
    now; the next run makes the rest. `progress` may raise to stop the run, which leaves what is served as it was;
    after MakeWay also the snapshot and what is remembered, so that another run may follow at once.
    `guard` is asked right before the new release is sealed and may raise too.
    """

    full: bool = False
    patch: bool = False
    progress: Progress = silent
    guard: Callable[[], None] = lambda: None


def build(
    setup: Setup,
    snapshot: Snapshot,
    *,
    full: bool = False,
    holding: Holding | None = None,
    progress: Progress = silent,
    patch: bool = False,
    guard: Callable[[], None] = lambda: None,
    override_links: str = "",
) -> Built:
    """Make and activate a release of the snapshot. The caller holds the publisher lock.

    `holding` names documents that were refused before they came here; for the others see `Wish`.
    """
    holding, gate = holding or Holding(snapshot), LinkGate(snapshot, override_links)
    wish = Wish(full, patch, progress, guard)
    while True:
        try:
            built = _Build(setup, snapshot, holding, wish, gate).run()
        except Astray as damage:
            if wish.full:
                raise
            logger.warning("The last release is damaged at %s, building in full", damage)
            wish = Wish(True, False, progress, guard)
        else:
            if built:
                return built


class _Build:
    """One run. `before` is the last release, `base` the one unchanged files are taken from: none in a full build."""

    def __init__(self, setup: Setup, snapshot: Snapshot, holding: Holding, wish: Wish, gate: LinkGate):
        self.setup, self.snapshot, self.holding, self.wish, self.gate = setup, snapshot, holding, wish, gate
        self.paths = setup.paths
        self.before = load(self.paths.state, self.paths.releases, memory.manifest_of(self.paths))
        self.base: State | None = None if wish.full else self.before
        self.made = MadePages(setup.paths.made)

    def run(self) -> Built | None:
        """None when a document had to go back because it broke a link: the run has to be done again."""
        site = memory.take(self.paths, self.snapshot, self.before)
        content = Content(self.snapshot, self.holding, self.base, site, self._faults)
        try:
            with no_garbage(), listening(self.wish.progress) as tell:
                return self._release(content, tell)
        except MakeWay:
            self._put_back(content)
            raise
        finally:
            self.made.close()
            if self.before:
                self.before.close()

    def _release(self, content: Content, tell: Progress) -> Built | None:
        tell(2, "读入改动")
        content.take_in()
        draft = Draft(self.paths, self.base.release if self.base else None).start()
        if not self.wish.patch:
            remove_aside(self.paths.releases)
        index = SearchIndex(content, draft, self.setup.workers)
        if not self.base:
            tell(3, "检索与附件")
            index.make_ahead()
        based = (self.base, self.before, self.made, self.wish.patch)
        pages = PageMaker(self.setup, content, draft, *based, tell).run(self.holding)
        tell(85, "检索与附件")
        files = self._gather(draft, content, pages)
        index.settle(None if pages.whole else content.changed)
        tell(90, "清单与链接")
        manifest = self._manifest(draft, pages)
        broken = self._broken(manifest, pages)
        if blamed := self.gate.at_fault([one.told for one in broken]):
            for name, message in blamed.items():
                self.holding.hold(name, message)
            return None
        tell(95, "启用新版本")
        return self._finish(draft, pages, files, manifest, broken)

    def _put_back(self, content: Content) -> None:
        """Parts of the snapshot may have been committed for the workers: forgetting is not enough."""
        site = content.put_back()
        self.snapshot.commit()
        if site and self.before:
            memory.keep(self.paths, self.snapshot, site, self.before.manifest)

    def _faults(self, head) -> list[str]:
        known = self.before.manifest if self.before else None

        def released(path: str, sha256: str) -> bool:
            entry = known.get(path.lstrip("/")) if known else None
            return entry is not None and entry.sha256 == sha256

        return list(faults_of(head, self.setup.theme, self.paths.assets, released))

    def _gather(self, draft: Draft, content: Content, pages: Pages) -> Files:
        for file in pages.removed:
            draft.remove(file)
        files = Files(draft, self.base, self.before, self.paths.assets)
        files.theme(self.setup.theme, theme_files(self.snapshot, self.setup.theme))
        if pages.whole:
            files.all_assets(content.site)
        else:
            files.assets_of(content.site, content.changed, pages.dropped)
        return files

    def _manifest(self, draft: Draft, pages: Pages) -> Manifest:
        link = next_link(self.paths)
        head: dict[str, Any] = {
            "number": link.number,
            "sequence": int(self.snapshot.get_meta("sequence", "0")),
            "previous": link.previous,
            "inputs": pages.kit.inputs,
        }
        if self.base:
            return self.base.manifest.changed(draft.changes, **head)
        return Manifest.of(draft.entries, **head)

    def _broken(self, manifest: Manifest, pages: Pages) -> list[Broken]:
        noted = pages.kit.addresses.noted if pages.kit.addresses else set()
        return LinkCheck(manifest.__contains__, noted, pages.made, pages.removed, self.base).broken()

    # --- from here on readers see it -----------------------------------------------------------------------
    def _finish(
        self, draft: Draft, pages: Pages, files: Files, manifest: Manifest, broken: list[Broken]
    ) -> Built:
        written, removed = self._difference(draft, manifest)
        # After a rollback the same content still needs a release of its own: numbers never go back.
        served = number_of(activate.current_release(self.paths))
        new = not self.base or manifest.root != self.base.manifest.root or self.base.manifest.number < served
        if not new:
            assert self.base
            manifest = self.base.manifest
            self.snapshot.stay(manifest.release, manifest.number)
        left = self._left(pages, files, manifest, broken)
        with Saving(self.paths.state, left) as state:
            if new:
                self._seal(draft, pages, manifest)
            ask_nobody()
            state.commit()
        passed = self.gate.pass_on([one.told for one in broken])
        if activate.current_release(self.paths) != manifest.release:
            activate.switch(self.paths, manifest.release)
        self.snapshot.settle()
        self.snapshot.commit()
        memory.keep(self.paths, self.snapshot, pages.kit.site, manifest)
        if not new:
            activate.clear(self.paths)
        return self._told(pages, manifest, left, (written, removed), passed)

    def _seal(self, draft: Draft, pages: Pages, manifest: Manifest) -> None:
        if self.setup.signer:
            manifest.sign(self.setup.signer)
        draft.complete(manifest, self.base.manifest if self.base else None)
        self.wish.guard()
        self.snapshot.announce(manifest.release, manifest.number)
        stage(self.snapshot, pages.kit)
        ask_nobody()
        self.snapshot.commit()
        draft.give_name(manifest)

    def _difference(self, draft: Draft, manifest: Manifest) -> tuple[int, int]:
        """(files written, files removed) against the last release."""
        if not self.before:
            return len(draft.entries), 0
        old = self.before.manifest
        written = sum(1 for file, entry in old.entries(draft.entries) if draft.entries[file] != entry)
        if self.base:
            return written, sum(1 for _, entry in old.entries(draft.removed) if entry)
        return written, sum(1 for file, _ in asking(old.items(), 500) if file not in manifest)

    def _left(self, pages: Pages, files: Files, manifest: Manifest, broken: list[Broken]) -> Next:
        """What the next run will want to know."""
        if self.before and not self.base:
            pages.made.add(self.before.full(pages.kept))
        meta = {
            "pages": str(self._count(pages)),
            "theme": files.theme_mark,
            "stale": "\n".join(sorted(pages.stale)),
            "broken": remembered(broken),
        }
        if pages.whole or not self.wish.patch:
            meta |= {"structure": pages.kit.structure, "as_of": pages.kit.site.as_of}
        return Next(manifest, pages.made, pages.removed, files.assets, files.extra, meta, self.base is None)

    def _count(self, pages: Pages) -> int:
        """Pages of the site that a template makes."""
        if pages.whole or not self.base:
            return pages.templated
        known = self.base.templated({*pages.made.all_files(), *pages.removed})
        return self.base.count() + pages.made.templated() - known

    def _told(
        self,
        pages: Pages,
        manifest: Manifest,
        left: Next,
        difference: tuple[int, int],
        passed: list[Problem],
    ) -> Built:
        faults = self.holding.stale | self.holding.messages
        problems = [Problem(name, message) for name, message in sorted(faults.items())]
        problems += passed
        sequence, documents = int(self.snapshot.get_meta("sequence", "0")), len(pages.kit.site.heads)
        count, held = int((left.meta or {})["pages"]), set(self.holding.messages)
        behind = self.base is not None and pages.is_behind(self.base)
        return Built(manifest.release, sequence, documents, count, *difference, problems, held, behind)


def timed(work: Callable[[], Built]) -> tuple[Built, float, float]:
    """Result, wall seconds, CPU seconds of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    built = work()
    return built, time.perf_counter() - wall, time.process_time() - cpu

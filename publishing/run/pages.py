"""Decides what to render, has it rendered, and sends documents that fail back to their last good version."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from ..holding import Holding
from ..paths import release_file
from ..pelican_plugin.job import Failure, RenderJob
from ..planning.addresses import Touch, changed_addresses
from ..planning.kit import Kit, PageSpec
from ..planning.plan import Plan, full_key, make_plan, plan_sources
from ..planning.touched import turned
from ..release.draft import Draft
from ..release.state import MadePages, State
from ..rendering.render_run import PublishError, run_pelican
from .assets import dropped_assets
from .content import Content

if TYPE_CHECKING:
    from ..build import Setup

ROUNDS = 6  # each sends at least one document back; more means the theme is at fault, not documents
CHUNK = 2000
Progress = Callable[[float, str], None]
Known = tuple[str, tuple[str, ...]]  # the key of a page, and the cards its templates asked for


@dataclass
class Pages:
    """What became of the pages that were looked at. `whole`: all of the site; else the rest is as in the release
    before. The plan is empty when all is made. `kept` are known files that need not change, `removed` those that have no page any more.
    """

    kit: Kit
    plan: Plan
    whole: bool
    made: MadePages
    templated: int = 0  # pages of the plan that a template makes
    kept: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)  # pictures and attachments nothing shows any more
    stale: dict[str, str] = field(default_factory=dict)  # source to why its page could not be made again
    patched: bool = False  # another theme, frame or day was no reason to look at more

    def is_behind(self, state: State) -> bool:
        """Whether pages that were not looked at were made with another theme, frame or day."""
        made = (state.meta.get("structure"), state.meta.get("as_of"))
        return self.patched and made != (self.kit.structure, self.kit.site.as_of)


class PageMaker:
    """`base` is the release unchanged pages are taken from, none for a full build; `before` the last one anyway.

    What is made goes into `made`. `patch`: only what the changes touch, even if the theme or the frame of the site is
    another one by now.
    """

    def __init__(
        self,
        setup: "Setup",
        content: Content,
        draft: Draft,
        base: State | None,
        before: State | None,
        made: MadePages,
        patch: bool,
        progress: Progress,
    ):
        self.setup, self.content, self.draft = setup, content, draft
        self.base, self.before, self.made = base, before, made
        self.patch, self.progress = patch, progress

    def run(self, holding: Holding) -> Pages:
        for _ in range(ROUNDS):
            pages, due = self._sort()
            job = self._job(pages.kit, due)
            run_pelican(self.setup, job)
            job.take(job.answer())
            if not job.failures:
                return self._finished(pages)
            blamed = {
                f.spec.owner: f.message
                for f in job.failures
                if f.spec.owner in self.content.snapshot.changed_ids()
            }
            if not blamed:
                self._keep_old(pages, job.failures, holding)
                return self._finished(pages)
            self.content.send_back(blamed)
        raise PublishError(
            "页面反复无法生成，旧版本保持不变：" + "；".join(f.message for f in job.failures[:5])
        )

    def _job(self, kit: Kit, due: list[PageSpec]) -> RenderJob:
        snapshot, workers = self.content.snapshot, self.setup.workers
        return RenderJob(kit, due, self.draft, snapshot, self._say, self.made, workers)

    def _say(self, done: float, text: str) -> None:
        self.progress(5 + 80 * done, text)

    def _sources(self, kit: Kit) -> set[str] | None:
        """What to plan; None for everything."""
        sources, state = self.content.sources, self.base
        if sources is None or state is None or kit.stock:
            return None
        if state.meta.get("structure") != kit.structure and not self.patch:
            return None
        if state.meta.get("as_of") != kit.site.as_of and not self.patch:
            day = turned(kit)
            if day is None:
                return None
            sources |= day
        return sources | set(filter(None, state.meta.get("stale", "").split("\n")))

    def _sort(self) -> tuple[Pages, list[PageSpec]]:
        """What must be rendered, and what can be taken from the release before."""
        setup = self.setup
        self.progress(3, "比对页面")
        kit = Kit(self.content.site, setup.theme, setup.site_url, setup.options)
        sources = self._sources(kit)
        if sources is None or not self.base:
            pages = Pages(kit, make_plan(kit), True, self.made)
            known = set(self.base.all_files()) if self.base else set()
        else:
            pages, known = self._some(kit, sources, self.base)
        plan, due = pages.plan, []
        for spec, old, fresh in self._with_keys(plan):
            if (
                old
                and self.base
                and old[0] == full_key(kit, spec, old[1])
                and spec.file in self.base.manifest
            ):
                pages.kept.add(spec.file)
            elif not fresh or fresh[0] != full_key(kit, spec, fresh[1]):
                due.append(spec)
        pages.removed = {file for file in known if file not in plan}
        return pages, due

    def _some(self, kit: Kit, sources: set[str], base: State) -> tuple[Pages, set[str]]:
        """The plan of some sources, with the notes for addresses that come and leave by it; and their old files."""
        plan = plan_sources(kit, sources)
        dropped = dropped_assets(kit.site, self.content.changed, base)
        removed = base.files_of(sources) - plan.keys()
        left = {*base.paths_of(removed), *(f"/{file}" for file in dropped), *self.content.redirected}
        gone = removed | dropped

        def answers(path: str) -> bool:
            file = release_file(path)
            return file in plan or (file in base.manifest and file not in gone)

        moved = bool(self.content.redirected)
        touch = Touch(list(plan.values()), left, self.content.changed, answers, moved)
        kit.addresses = changed_addresses(kit, touch)
        plan.update((spec.file, spec) for spec in kit.addresses.notes)
        sources |= {f"note:{path}" for path in kit.addresses.looked_at}
        return Pages(kit, plan, False, self.made, dropped=dropped, patched=self.patch), base.files_of(sources)

    def _finished(self, pages: Pages) -> Pages:
        """The draft holds what the last round wanted and nothing else."""
        left = [file for file in self.made.all_files() if file in pages.kept or file not in pages.plan]
        for file in left:
            self.draft.forget(file)
        self.made.remove(left)
        pages.templated = sum(1 for spec in pages.plan.values() if spec.template)
        pages.plan = {}  # by far the largest thing in memory besides the site
        return pages

    def _keep_old(self, pages: Pages, failures: list[Failure], holding: Holding) -> None:
        """Documents that did not change cannot go back: the theme or the publisher is at fault.

        Their old pages stay, if there are any. Raises PublishError where there are none.
        """
        files = {f.spec.file for f in failures}
        known = self.before.pages(files).keys() if self.before else set()
        lost = [f for f in failures if f.spec.file not in known]
        if lost or any(not f.spec.owner for f in failures):
            raise PublishError(
                "有页面无法生成，旧版本保持不变：" + "；".join(f.message for f in (lost or failures)[:5])
            )
        assert self.before
        for failure in failures:
            file, source = failure.spec.file, failure.spec.source
            holding.stale[failure.spec.owner] = pages.stale[source] = failure.message
            if self.base:
                self.draft.forget(file)
            else:
                entry = self.before.manifest.get(file)
                assert entry
                self.draft.keep(file, entry, self.before.folder)
            self.made.remove([file])
            pages.kept.add(file)

    def _with_keys(self, plan: Plan) -> Iterator[tuple[PageSpec, Known | None, Known | None]]:
        """Each page with what is known of it: from the release before, and from an earlier round of this run."""
        specs = iter(plan.values())
        while some := list(islice(specs, CHUNK)):
            self.progress(3, "比对页面")
            files = [spec.file for spec in some]
            known, fresh = self.base.pages(files) if self.base else {}, self.made.pages(files)
            for spec in some:
                yield spec, known.get(spec.file), fresh.get(spec.file)

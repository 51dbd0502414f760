"""Bring the public site up to date with the change log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from foundation.audit.services import record
from foundation.jobs.errors import JobError

from .. import build as engine
from ..contract import Release
from ..make_way import MakeWay, listening
from ..models import Change
from ..release.activate import publisher_lock
from ..release.space import explained
from ..rendering.render_run import PublishError
from ..rendering.workers import no_garbage
from ..run import memory
from ..snapshot import Snapshot
from .hold import refuse_while_held
from .lane import Lookout, Progress, ahead_of, waiting_changes
from .made import as_contract, note_release
from .refusals import PublishHeld, require
from .signing import SigningFault, signer
from .take_in import take_in
from .where import setup, site_paths


@no_garbage()
def publish_site(
    *,
    full: bool = False,
    progress: Progress | None = None,
    despite_hold: bool = False,
    guard: Callable[[], None] = lambda: None,
    override_links: str = "",
    by=None,
) -> Release:
    """Make and activate a release with every recorded change. Returns when readers get it.

    Urgent changes go out first, in a release of their own with only the pages they touch; those recorded while this
    runs end it, go out, and it begins again; what came too late for that goes out right behind it. Only the first
    release of all makes way for nothing: nobody is served anything yet. The answer is the last release made.
    `full` exports every document anew and renders every page. Two publishers at once wait for each other. Raises
    PublishError when no release can be made, PublishHeld while publishing is held and `despite_hold` does not say
    to go out all the same; the release before stays. `override_links` says who lets broken links out this once and
    why; `guard` may raise right before a release is sealed, for a job that lost its lease; `by` has to hold the role
    for it (none: the operator at the console). Raises NotAllowed.
    """
    if override_links:
        require(by, "带着打不开的链接发布")
    report = progress or engine.silent
    paths = site_paths()
    with explained(PublishError, paths.root), publisher_lock(paths), Snapshot(paths.snapshot) as snapshot:
        run = _Run(snapshot, full, report, guard, override_links, by, despite_hold)
        release = run.all()
    report(100, "已上线")
    return release


@dataclass
class _Run:
    """The releases of one call."""

    snapshot: Snapshot
    full: bool
    report: Progress
    guard: Callable[[], None]
    override_links: str
    by: object
    despite_hold: bool
    tried: set[int] = field(default_factory=set)  # urgent changes that had their turn

    def all(self) -> Release:
        while True:
            if not self.despite_hold:
                refuse_while_held()
            changes = waiting_changes()
            has_base = bool(self.snapshot.get_meta("settled"))
            if has_base and (urgent := ahead_of(changes, self.tried)):
                release, behind = self._urgent(urgent)
                if self.full or behind or waiting_changes():
                    continue
                return release
            try:
                release = self._ordinary(changes, has_base)
            except MakeWay:
                self.snapshot.rollback()  # of what was being taken in; the engine put back what it had
                continue
            self.full, self.tried = False, self.tried.union(one.pk for one in changes)
            if not ahead_of(waiting_changes(), self.tried):
                return release

    def _urgent(self, changes: Sequence[Change]) -> tuple[Release, bool]:
        """Only what these touch, on top of the last release; and whether other pages wait to be made anew."""
        self.tried |= {one.pk for one in changes}
        if self.snapshot.changed_ids():  # a run that failed or was killed had taken them in
            self.snapshot.revert_all()
        return self._publish(changes, self.report, "紧急内容先上线", patch=True)

    def _ordinary(self, changes: Sequence[Change], has_base: bool) -> Release:
        progress = Lookout(self.report, changes) if has_base else self.report
        return self._publish(changes, progress, "读取内容", full=self.full)[0]

    def _publish(
        self,
        changes: Sequence[Change],
        progress: Progress,
        about: str,
        *,
        full: bool = False,
        patch: bool = False,
    ) -> tuple[Release, bool]:
        first = not self.snapshot.get_meta("sequence")
        said = f"{self.by}：{self.override_links}" if self.by and self.override_links else self.override_links

        def work() -> engine.Built:
            with listening(progress) as tell:
                tell(1, about)
                holding = take_in(self.snapshot, list(changes), everything=full or first)
            return engine.build(
                _setup(),
                self.snapshot,
                full=full,
                holding=holding,
                progress=progress,
                patch=patch,
                guard=self.guard,
                override_links=said,
            )

        built, seconds, cpu = engine.timed(work)
        release = as_contract(built, seconds, cpu)
        note_release(release, changes, built.held)
        if self.override_links:
            self._note_override(release)
        return release, built.behind

    def _note_override(self, release: Release) -> None:
        record(
            actor=self.by,
            verb="publishing.override_links",
            object_key=f"release:{release.release}",
            reason=self.override_links,
            links=[problem.message for problem in release.problems],
        )


def _nobody() -> None:
    """Nobody to ask whether this run may go on."""


def publish_job(payload, progress):
    """The job: safe to run twice, because unrecorded changes are taken again and equal pages are not rewritten."""
    try:
        release = publish_site(
            full=bool(payload.get("full")), progress=progress.step, guard=getattr(progress, "guard", _nobody)
        )
    except PublishHeld as held:
        return {"held": str(held)}  # the changes wait in the log; whoever resumes asks again
    except PublishError as fault:
        raise JobError(str(fault).rstrip("。")) from fault
    memory.rest()
    return {
        "release": release.release,
        "written": release.written,
        "problems": [problem.message for problem in release.problems],
    }


def _setup() -> engine.Setup:
    try:
        return setup(signer())
    except SigningFault as fault:
        raise PublishError(str(fault)) from fault

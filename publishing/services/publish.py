"""Bring the public site up to date with the change log."""

from collections.abc import Callable

from django.db import transaction

from foundation.audit.services import record

from .. import build as engine
from ..contract import Problem, Release
from ..models import Change
from ..models import Release as ReleaseRow
from ..release.activate import publisher_lock
from ..release.space import explained
from ..rendering.render_run import PublishError
from ..snapshot import Snapshot
from .deliver import deliver_later
from .hold import RELEASE_ROLES, refuse_while_held
from .refusals import PublishHeld, require_role
from .signing import SigningFault, signer
from .take_in import take_in
from .where import setup, site_paths

Progress = Callable[[float, str], None]


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

    `full` exports every document anew and renders every page. Two publishers at once wait for each other. Raises
    PublishError when no release can be made, PublishHeld while publishing is held and `despite_hold` does not say
    to go out all the same; the release before stays. `override_links` says who lets broken links out this once and
    why; `guard` may raise right before the release is sealed, for a job that lost its lease; `by` has to hold the role for it (none: the operator at the console). Raises NotAllowed.
    """
    if override_links:
        require_role(by, RELEASE_ROLES, "带着打不开的链接发布")
    report = progress or engine.silent
    with explained(PublishError), publisher_lock(site_paths()), Snapshot(site_paths().snapshot) as snapshot:
        if not despite_hold:
            refuse_while_held()
        changes = list(Change.objects.filter(release=None).order_by("id"))
        first = not snapshot.get_meta("sequence")
        report(1, "读取内容")

        def work() -> engine.Built:
            holding = take_in(snapshot, changes, everything=full or first)
            said = f"{by}：{override_links}" if by and override_links else override_links
            return engine.build(
                _setup(),
                snapshot,
                full=full,
                holding=holding,
                progress=report,
                guard=guard,
                override_links=said,
            )

        built, seconds, cpu = engine.timed(work)
        release = _as_contract(built, seconds, cpu)
        _record(release, changes, built.held)
        if override_links:
            record(
                actor=by,
                verb="publishing.override_links",
                object_key=f"release:{release.release}",
                reason=override_links,
                links=[problem.message for problem in release.problems],
            )
    report(100, "已上线")
    return release


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


def _as_contract(built: engine.Built, seconds: float, cpu: float) -> Release:
    return Release(
        built.release,
        built.sequence,
        built.documents,
        built.pages,
        built.written,
        built.removed,
        round(seconds, 3),
        round(cpu, 3),
        tuple(built.problems),
    )


@transaction.atomic
def _record(release: Release, changes: list[Change], held: set[str]) -> None:
    """The release and which changes it contains. Changes of held-back documents go on waiting."""
    row, _ = ReleaseRow.objects.get_or_create(
        name=release.release,
        defaults={
            "sequence": release.sequence,
            "documents": release.documents,
            "pages": release.pages,
            "written": release.written,
            "removed": release.removed,
            "seconds": release.seconds,
            "cpu_seconds": release.cpu_seconds,
        },
    )
    deliver_later(row)
    problems = [_problem(problem) for problem in release.problems]
    if row.problems != problems:
        row.problems = problems
        row.save(update_fields=["problems"])
    done = [change.pk for change in changes if change.document_id not in held]
    for start in range(0, len(done), 500):
        Change.objects.filter(pk__in=done[start : start + 500]).update(release=row)


def _problem(problem: Problem) -> dict[str, str]:
    return {"document_id": problem.document_id, "message": problem.message}

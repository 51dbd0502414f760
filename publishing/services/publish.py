"""Bring the public site up to date with the change log."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from .. import build as engine
from ..activate import publisher_lock
from ..contract import Document, Gone, Problem, Release
from ..models import Change
from ..models import Release as ReleaseRow
from ..registry import exporters
from ..snapshot import Snapshot
from .where import setup, site_paths

Progress = Callable[[float, str], None]


def publish_site(*, full: bool = False, progress: Progress | None = None) -> Release:
    """Make and activate a release with every recorded change. Returns when readers get it.

    `full` exports every document anew and renders every page. Two publishers at once wait for each other. Raises
    PublishError when no release can be made; the one before stays.
    """
    report = progress or engine.silent
    with publisher_lock(site_paths()), Snapshot(site_paths().snapshot) as snapshot:
        changes = list(Change.objects.filter(release=None).order_by("id"))
        first = not snapshot.get_meta("sequence")
        report(1, "读取内容")

        def work() -> engine.Built:
            _take_in(snapshot, changes, everything=full or first)
            return engine.build(setup(), snapshot, full=full, progress=report)

        built, seconds, cpu = engine.timed(work)
        release = _as_contract(built, seconds, cpu)
        _record(release, changes, built.held)
    report(100, "已上线")
    return release


def publish_job(payload, progress):
    """The job: safe to run twice, because unrecorded changes are taken again and equal pages are not rewritten."""
    release = publish_site(full=bool(payload.get("full")), progress=progress.step)
    return {
        "release": release.release,
        "written": release.written,
        "problems": [problem.message for problem in release.problems],
    }


def _take_in(snapshot: Snapshot, changes: list[Change], *, everything: bool) -> None:
    """Ask the exporters for what changed and put it into the snapshot."""
    ids = {change.document_id for change in changes}
    if everything:
        ids = snapshot.ids().union(*(exporter.all_ids() for exporter in exporters.values()))
    _export(snapshot, ids)
    for exporter in exporters.values():
        snapshot.replace_moved(exporter.prefix, exporter.moved())
    sequence = max([int(snapshot.get_meta("sequence", "0")), *(change.pk for change in changes)])
    snapshot.set_meta("sequence", str(sequence))
    days = [timezone.localdate(change.at).isoformat() for change in changes]
    if not snapshot.get_meta("as_of") and not days:
        days = [timezone.localdate().isoformat()]
    snapshot.set_meta("as_of", max([snapshot.get_meta("as_of"), *days]))


def _export(snapshot: Snapshot, ids: Iterable[str]) -> None:
    families: dict[str, list[str]] = defaultdict(list)
    for document_id in sorted(ids):
        families[document_id.split(":", 1)[0]].append(document_id)
    for prefix, names in families.items():
        if prefix not in exporters:
            continue
        missing = set(names)
        for made in exporters[prefix].export(names):
            _put(snapshot, made)
            missing.discard(made.id)
        for document_id in missing:
            snapshot.drop(document_id)


def _put(snapshot: Snapshot, made: Document | Gone) -> None:
    if isinstance(made, Gone):
        snapshot.put_gone(made)
    else:
        snapshot.put(made)


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
    problems = [_problem(problem) for problem in release.problems]
    if row.problems != problems:
        row.problems = problems
        row.save(update_fields=["problems"])
    done = [change.pk for change in changes if change.document_id not in held]
    for start in range(0, len(done), 500):
        Change.objects.filter(pk__in=done[start : start + 500]).update(release=row)


def _problem(problem: Problem) -> dict[str, str]:
    return {"document_id": problem.document_id, "message": problem.message}

"""Write down that a release was made and which changes it contains."""

from collections.abc import Sequence

from django.db import transaction

from ..build import Built
from ..contract import Problem, Release
from ..models import Change
from ..models import Release as ReleaseRow
from .deliver import deliver_later


def as_contract(built: Built, seconds: float, cpu: float) -> Release:
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
def note_release(release: Release, changes: Sequence[Change], held: set[str]) -> None:
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

"""What was released, for people: who, what, why, and what of it can still be shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ..models import Change, Release
from ..release.activate import current_release, finished_releases
from ..release.diff import Diff, diff
from ..release.manifest import Manifest
from .refusals import ReleaseRefused
from .titles import ids_titled, titles_of
from .where import site_paths


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change a release brought. `title` is what readers know it by; its id when the site knows it no more."""

    document_id: str
    title: str
    verb: str
    by: str
    reason: str
    at: datetime
    urgent: bool


def releases(words: str = "", *, problems: bool = False, rollbacks: bool = False) -> QuerySet[Release]:
    """Newest first, narrowed to words of a title, a person, a reason or a name."""
    found = Release.objects.told()
    if words:
        found = found.found_by(words, ids_titled(words))
    if problems:
        found = found.with_problems()
    return found.filter(kind=Release.Kind.ROLLBACK) if rollbacks else found


def served_release() -> str:
    """Name of the release readers get, "" before the first."""
    return current_release(site_paths())


def kept_releases() -> set[str]:
    """Names of the releases whose files are still there: they can be compared and shown again."""
    return set(finished_releases(site_paths())) if site_paths().releases.is_dir() else set()


def release_named(given: str) -> str:
    """The name of a release from what a person types; a bare number stands for the kept release with that number."""
    if given.isdigit():
        return next((name for name in kept_releases() if name.startswith(f"r{int(given):08d}-")), given)
    return given


def changes_of(release: Release, limit: int = 0) -> list[ChangeLine]:
    """Newest first; all of them without a limit."""
    rows = Change.objects.filter(release=release).select_related("actor").order_by("-id")
    shown = list(rows[:limit] if limit else rows)
    titles = titles_of({row.document_id for row in shown})
    return [
        ChangeLine(
            row.document_id,
            titles.get(row.document_id, row.document_id),
            row.verb,
            str(row.actor or ""),
            row.reason,
            row.at,
            row.urgent,
        )
        for row in shown
    ]


def file_of_release(name: str, file: str) -> bytes:
    """The bytes of a file in a kept release, empty when it is not there or not for readers."""
    if name not in kept_releases() or file.startswith(("/", ".")) or ".." in file.split("/") or "\0" in file:
        return b""
    path = site_paths().releases / name / file
    return path.read_bytes() if path.is_file() else b""


def diff_releases(old: str, new: str) -> Diff:
    """Files two kept releases differ in. Raises ReleaseRefused when one of them is no longer there."""
    kept = kept_releases()
    for name in (old, new):
        if name not in kept:
            raise ReleaseRefused(f"版本 {name} 的文件已经清理，不能比较。")
    folder = site_paths().releases
    return diff(Manifest.read(folder / old), Manifest.read(folder / new))

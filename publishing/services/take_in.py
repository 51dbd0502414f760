"""Ask the exporters for what changed and put it into the snapshot; what must not go out is refused here."""

import logging
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from ..checks import CheckContext, check_document
from ..contract import Document, Gone
from ..holding import Holding
from ..make_way import asking
from ..models import Change
from ..registry import check_context, exporters
from ..snapshot import Snapshot

logger = logging.getLogger(__name__)
AT_ONCE = 100  # documents an exporter is asked for at once


def take_in(snapshot: Snapshot, changes: list[Change], *, everything: bool) -> Holding:
    """Bring the snapshot up to the change log. The answer names documents that stay as they were."""
    ids = {change.document_id for change in changes}
    if everything:
        ids = snapshot.ids().union(ids, *(exporter.all_ids() for exporter in exporters.values()))
    holding = Holding(snapshot, _sets(changes))
    refused = _export(snapshot, ids, check_context(ids))
    for exporter in exporters.values():
        snapshot.replace_moved(exporter.prefix, exporter.moved())
    for name, message in refused.items():
        holding.hold(name, message)
    _note_progress(snapshot, changes)
    return holding


def _sets(changes: list[Change]) -> dict[str, frozenset[str]]:
    """Who else is in the release set of a document."""
    members: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        if change.release_set:
            members[change.release_set].add(change.document_id)
    return {name: frozenset(group - {name}) for group in members.values() for name in group}


def _export(snapshot: Snapshot, ids: Iterable[str], context: CheckContext) -> dict[str, str]:
    families: dict[str, list[str]] = defaultdict(list)
    for document_id in sorted(ids):
        families[document_id.split(":", 1)[0]].append(document_id)
    refused: dict[str, str] = {}
    for prefix, names in families.items():
        if prefix not in exporters:
            continue
        for start in range(0, len(names), AT_ONCE):
            _export_some(snapshot, prefix, names[start : start + AT_ONCE], context, refused)
    return refused


def _export_some(
    snapshot: Snapshot, prefix: str, names: list[str], context: CheckContext, refused: dict[str, str]
) -> None:
    silent = set(names)
    for made in asking(_made_by(prefix, names, refused), 10):
        message = _errors(made, context) if isinstance(made, Document) else ""
        if message:
            refused[made.id] = message
        else:
            _put(snapshot, made)
        silent.discard(made.id)
    for document_id in sorted(silent):
        if document_id not in refused:
            snapshot.drop(document_id)


def _made_by(prefix: str, names: list[str], refused: dict[str, str]) -> list[Document | Gone]:
    """All of these at once; if that fails one by one, so that a single bad page does not stop the others."""
    export = exporters[prefix].export
    try:
        return list(export(names))
    except Exception:
        logger.exception("The export of %s failed as a batch, trying one by one", prefix)
    made: list[Document | Gone] = []
    for name in names:
        try:
            made.extend(export([name]))
        except Exception as error:
            logger.exception("%s cannot be exported", name)
            refused[name] = f"内容无法读出：{error}"
    return made


def _errors(document: Document, context: CheckContext) -> str:
    """The last wall behind the gate, with the same checkers: what became wrong since its approval stays out."""
    found = check_document(document, context)
    return "；".join(f"{issue.message}（{issue.cure}）" for issue in found if issue.severity == "error")


def _put(snapshot: Snapshot, made: Document | Gone) -> None:
    if isinstance(made, Gone):
        snapshot.put_gone(made)
    else:
        snapshot.put(made)


def _note_progress(snapshot: Snapshot, changes: list[Change]) -> None:
    """How far the log was read, and the day the site speaks of: that of its newest change."""
    sequence = max([int(snapshot.get_meta("sequence", "0")), *(change.pk for change in changes)])
    snapshot.set_meta("sequence", str(sequence))
    days = [timezone.localdate(change.at).isoformat() for change in changes]
    if not snapshot.get_meta("as_of") and not days:
        days = [timezone.localdate().isoformat()]
    snapshot.set_meta("as_of", max([snapshot.get_meta("as_of"), *days]))

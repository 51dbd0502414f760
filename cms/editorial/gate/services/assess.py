"""Look at a draft as the publisher would see it."""

from dataclasses import replace

from publishing.contract import Issue
from publishing.services import CheckContext, check_document

from ..context import public_paths, publisher_context
from ..draft import draft_issues
from ..models import GateWaiver


def assess(page, context: CheckContext | None = None) -> list[Issue]:
    """Everything to say about `page` as it is in memory: errors first. Changes nothing.

    Pass a `context` made once by `gate_context` when many pages are looked at.
    """
    document, dead = draft_issues(page)
    known = context or gate_context([document.id])
    return sorted([*check_document(document, known), *dead], key=lambda issue: issue.severity != "error")


def assess_revision(page, revision) -> list[Issue]:
    """What stands against publishing exactly this revision: released warnings are left out."""
    draft = revision.as_object()
    released = GateWaiver.objects.filter(revision=revision).values_list("issue_key", flat=True)
    context = replace(gate_context([f"page:{page.pk}"]), released=frozenset(released))
    return assess(draft, context)


def gate_context(document_ids) -> CheckContext:
    return replace(publisher_context(document_ids), paths=public_paths())

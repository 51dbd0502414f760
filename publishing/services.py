"""Verbs of the publisher that other folders may call."""

from django.db import transaction

from foundation.jobs.services import enqueue

from .checks import CheckContext, LeaderRule, TermAutomaton, TermRule, check_document, issue_key
from .models import Change
from .registry import check_context, register_check_context, register_exporter

__all__ = [
    "PUBLISH_JOB",
    "CheckContext",
    "LeaderRule",
    "TermAutomaton",
    "TermRule",
    "check_context",
    "check_document",
    "issue_key",
    "publish_job",
    "record_change",
    "register_check_context",
    "register_exporter",
]

PUBLISH_JOB = "publishing.publish"


def record_change(
    document_id: str, verb: str, *, actor=None, reason: str = "", urgent: bool = False, release_set: str = ""
) -> Change:
    """Append to the change log and make sure a publish job waits. Call it inside the changing transaction."""
    with transaction.atomic():
        change = Change.objects.create(
            document_id=document_id,
            verb=verb,
            reason=reason,
            urgent=urgent,
            release_set=release_set,
            actor=actor if getattr(actor, "pk", None) else None,
        )
        enqueue(PUBLISH_JOB, key="site", priority=10 if urgent else 0)
        return change


def publish_job(payload, progress):
    """Bring the site up to date with the change log. Safe to run twice."""

"""The weekly look at foreign links: it marks and tells, it never stops a publication."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foundation.jobs.services import enqueue

from ..links.foreign import foreign_links
from ..links.probe import Finding, Prober
from ..links.rounds import check_all
from ..models import ExternalLink
from ..snapshot import Snapshot
from .where import site_paths

CHECK_JOB = "publishing.external_links"
EVERY = timedelta(days=6, hours=12)  # asked each night; done when the last look is about a week old


def prober() -> Prober:
    return Prober(f"SmartPeoplesCongress-LinkCheck/1.0 (+{settings.SITE_BASE_URL}/)")


def order_check() -> None:
    """For the clock: have the links looked at when a week has gone by and the setting allows it."""
    last = ExternalLink.objects.order_by("-checked_at").values_list("checked_at", flat=True).first()
    due = last is None or timezone.now() - last >= EVERY
    if settings.CHECK_EXTERNAL_LINKS and due and site_paths().snapshot.exists():
        enqueue(CHECK_JOB, key="all")


def check_job(payload, progress):
    """The job. What is no more linked to leaves the table."""
    with Snapshot(site_paths().snapshot, readonly=True) as snapshot:
        links = foreign_links(snapshot, settings.SITE_BASE_URL)
    ExternalLink.objects.exclude(url_hash__in=[_hash(url) for url in links]).delete()
    counts: dict[str, int] = {}
    for number, (url, finding) in enumerate(check_all(links, prober()), 1):
        note_finding(url, finding, links[url])
        counts[finding.state] = counts.get(finding.state, 0) + 1
        progress.step(100 * number / len(links), f"已查 {number}/{len(links)} 个外部链接")
    return {"links": len(links), **counts}


@transaction.atomic
def note_finding(url: str, finding: Finding, users: Iterable[tuple[str, str]]) -> ExternalLink:
    """Write down what was found; `since` says how long it has been so."""
    now = timezone.now()
    row = ExternalLink.objects.select_for_update().filter(url_hash=_hash(url)).first()
    row = row or ExternalLink(url=url, url_hash=_hash(url))
    if row.state != finding.state:
        row.state, row.since = finding.state, now
    row.status, row.note, row.checked_at = finding.status, finding.note[:200], now
    row.used_in = [{"document_id": document_id, "title": title} for document_id, title in users]
    row.save()
    return row


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()

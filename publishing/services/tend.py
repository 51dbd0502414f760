"""Looks after what was released, by the clock: old releases leave, except those somebody marked for keeping."""

import logging
import time

from django.conf import settings
from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue

from ..models import Release
from ..release.activate import finished_releases
from ..release.layout import Astray
from ..release.retention import sweep
from .refusals import ReleaseRefused, require
from .where import site_paths

logger = logging.getLogger(__name__)
SWEEP_JOB = "publishing.sweep"
DAY = 24 * 3600


def order_sweep() -> None:
    """For the clock. At 100,000 pages a sweep takes seconds, so it is a job and never part of a publish run."""
    enqueue(SWEEP_JOB, key="site")


def sweep_job(payload, progress) -> dict:
    return {"retired": sweep_releases()}


def sweep_releases() -> list[str]:
    """Free what the rules of the settings do not keep. Returns the releases that can no longer be shown again."""
    paths = site_paths()
    marked = set(Release.objects.filter(kept=True).values_list("name", flat=True))
    since = time.time() - settings.RELEASES_KEEP_DAYS * DAY
    try:
        return sweep(paths, settings.RELEASES_KEEP, marked, younger_than=since)
    except (OSError, Astray) as damage:
        logger.error("Old releases were not cleaned away, a kept one is damaged at %s", damage)
        return []


def keep_release(name: str, by, *, kept: bool = True) -> Release:
    """Mark a release so that it is never cleaned away, or take the mark off. Raises NotAllowed or ReleaseRefused."""
    require(by, "保留版本")
    with transaction.atomic():
        row = Release.objects.select_for_update().filter(name=name).first()
        if row is None or (kept and name not in finished_releases(site_paths())):
            raise ReleaseRefused(f"版本 {name} 不在了：没有这个版本，或者它的文件已经清理。")
        if row.kept != kept:
            row.kept = kept
            row.save(update_fields=["kept"])
            record(actor=by, verb="publishing.keep", object_key=f"release:{name}", kept=kept)
    return row

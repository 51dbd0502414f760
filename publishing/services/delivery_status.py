"""How far each target of RELEASE_TARGETS is, for people who look after public hosts."""

from dataclasses import dataclass
from datetime import datetime

from foundation.jobs.models import Job, JobState

from ..models import Delivery, Release
from ..release.activate import current_release
from .deliver import DELIVER_JOB, targets
from .where import site_paths

DeliveryState = Delivery.State


@dataclass(frozen=True)
class TargetStatus:
    """`delivered` is the newest release that arrived, `at` when; `state`, `attempts` and `error` are of the last try.

    `behind` releases have not arrived, the first of them was made at `behind_since`. `next_try` is known while a job
    waits for its time; `percent` and `message` while one is `running`.
    """

    target: str
    kind: str
    delivered: Release | None
    at: datetime | None
    files: int
    bytes: int
    behind: int
    behind_since: datetime | None
    state: DeliveryState | None
    attempts: int
    error: str
    next_try: datetime | None
    running: bool
    percent: float
    message: str


def target_statuses() -> list[TargetStatus]:
    """Each configured target in the order of the settings. Raises ValueError, in Chinese."""
    current = Release.objects.filter(name=current_release(site_paths())).first()
    return [_status(address, current) for address in targets()]


def _status(address, current: Release | None) -> TargetStatus:
    rows = Delivery.objects.filter(target=address.text).select_related("release").order_by("-release_id")
    newest, arrived = rows.first(), rows.filter(done_at__isnull=False).first()
    missing = Release.objects.filter(pk__lte=current.pk if current else 0).order_by("pk")
    missing = missing.filter(pk__gt=arrived.release_id) if arrived else missing
    oldest = missing.first()
    jobs = {
        job.state: job for job in Job.objects.filter(kind=DELIVER_JOB, key=address.text, finished_at=None)
    }
    waits, runs = jobs.get(JobState.QUEUED), jobs.get(JobState.RUNNING)
    return TargetStatus(
        target=address.text,
        kind=address.kind,
        delivered=arrived.release if arrived else None,
        at=arrived.done_at if arrived else None,
        files=arrived.files if arrived else 0,
        bytes=arrived.bytes if arrived else 0,
        behind=missing.count(),
        behind_since=oldest.activated_at if oldest else None,
        state=DeliveryState(newest.state) if newest else None,
        attempts=newest.attempts if newest else 0,
        error=newest.error if newest else "",
        next_try=waits.run_after if waits else None,
        running=runs is not None,
        percent=runs.percent if runs else 0,
        message=runs.message if runs else "",
    )

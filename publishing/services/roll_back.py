"""Readers get the content of an older release at once; publishing is held until somebody resumes it."""

import time

from django.db import transaction

from foundation.audit.services import record

from ..models import Release
from ..release import rollback
from ..release.activate import current_release, finished_releases, publisher_lock
from ..release.layout import Astray
from ..release.manifest import ManifestError
from .deliver import deliver_later
from .hold import hold_publishing
from .refusals import ReleaseRefused, require
from .signing import SigningFault, signer
from .where import site_paths


def roll_back(name: str, by, reason: str) -> Release:
    """Serve the content of release `name` as a new release and hold publishing. Returns when readers get it.

    Publishing is held first: a crash in between leaves the old site and the hold, and trying again finishes it.
    Raises NotAllowed, or ReleaseRefused.
    """
    require(by, "回退")
    reason = (reason or "").strip()[:500]
    if not reason:
        raise ReleaseRefused("请写明回退的理由。")
    paths = site_paths()
    with publisher_lock(paths):
        _refuse_what_cannot_be_shown(name)
        key = _signer()
        start = time.perf_counter()
        hold_publishing(by, f"回退到 {name}：{reason}")
        try:
            manifest = rollback.roll_back(paths, name, key)
        except (OSError, Astray, ManifestError) as error:
            raise ReleaseRefused(f"版本 {name} 拿不出来：{error}。网站没有变，发布已停住。") from error
        return _remember(name, manifest, by, reason, time.perf_counter() - start)


def _signer():
    try:
        return signer()
    except SigningFault as fault:
        raise ReleaseRefused(f"不能签名，所以没有回退。{fault}") from fault


def _refuse_what_cannot_be_shown(name: str) -> None:
    served = current_release(site_paths())
    if name not in finished_releases(site_paths()):
        raise ReleaseRefused(f"版本 {name} 不在了：没有这个版本，或者它的文件已经清理。")
    shown = Release.objects.filter(name=served).values_list("shows", flat=True).first()
    if name in (served, shown):
        raise ReleaseRefused(f"读者现在看到的就是版本 {name} 的内容。")


@transaction.atomic
def _remember(name: str, manifest, by, reason: str, seconds: float) -> Release:
    old = Release.objects.filter(name=name).first()
    row = Release.objects.create(
        name=manifest.release,
        kind=Release.Kind.ROLLBACK,
        by=by,
        reason=reason,
        shows=name,
        sequence=manifest.head.sequence,
        documents=old.documents if old else 0,
        pages=old.pages if old else 0,
        seconds=round(seconds, 3),
    )
    deliver_later(row)
    record(actor=by, verb="publishing.roll_back", object_key=f"release:{row.name}", reason=reason, shows=name)
    return row

"""Is what readers get what was signed? Asked every night, and by whoever wants to know."""

import logging

from django.utils import timezone

from foundation.audit.services import record
from foundation.jobs.errors import JobError
from foundation.jobs.services import enqueue

from ..models import Release
from ..release.activate import current_release, finished_releases, publisher_lock
from ..release.verifying import verify
from .record import PUBLISH_JOB
from .refusals import ReleaseRefused, require
from .signing import SigningFault, signer
from .where import site_paths

logger = logging.getLogger(__name__)

VERIFY_JOB = "publishing.verify"
NAMED = 500  # faults kept; the command line names all of them


def ask_to_verify(name: str, by) -> None:
    """Have a job compare every file of a release with its signed manifest. Raises NotAllowed or ReleaseRefused."""
    require(by, "验证版本")
    if name not in finished_releases(site_paths()):
        raise ReleaseRefused(f"版本 {name} 不在了，不能验证。")
    record(actor=by, verb="publishing.verify", object_key=f"release:{name}")
    enqueue(VERIFY_JOB, {"release": name}, key=name, by=by)


def verify_release(name: str) -> list[str]:
    """Compare now, remember the outcome; what does not fit, in Chinese, each with its file. Raises SigningFault."""
    report = verify(site_paths().releases / name, signer().ring)
    faults = [str(fault) for fault in report.faults]
    Release.objects.filter(name=name).update(verified_at=timezone.now(), faults=faults[:NAMED])
    if faults:
        logger.error("%s does not fit its signed manifest: %s", name, "; ".join(faults[:20]))
        record(actor=None, verb="publishing.verify.failed", object_key=f"release:{name}", faults=len(faults))
        _start_afresh(name)
    return faults


def _start_afresh(name: str) -> None:
    """A damaged release is not built upon: the publisher forgets its state and makes the whole site anew."""
    with publisher_lock(site_paths()):
        if current_release(site_paths()) != name:
            return
        site_paths().state.unlink(missing_ok=True)
    enqueue(PUBLISH_JOB, key="site")


def verify_job(payload, progress):
    progress.step(1, "核对签名和文件")
    try:
        faults = verify_release(payload["release"])
    except SigningFault as fault:
        raise JobError(str(fault), "请系统管理员检查签名密钥。", permanent=True) from fault
    return {"release": payload["release"], "faults": faults[:NAMED]}


def verify_served() -> None:
    """For the clock, every night."""
    if name := current_release(site_paths()):
        enqueue(VERIFY_JOB, {"release": name}, key=name)

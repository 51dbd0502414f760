"""Bring each new release to the targets of RELEASE_TARGETS, by one durable job a target; the newest release wins."""

import logging

from django.conf import settings
from django.core import checks
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.audit.services import record
from foundation.jobs.errors import JobError, explain
from foundation.jobs.services import enqueue

from ..models import Delivery, Release
from ..release.activate import current_release
from ..release.key_file import ring_file
from ..targets.address import Address, parse_all
from ..targets.deliver import deliver
from ..targets.delivered import Delivered
from ..targets.errors import ReleaseRefused as TargetRefused
from ..targets.errors import TargetUnavailable
from .refusals import ReleaseRefused, require
from .signing import key_file
from .where import site_paths

logger = logging.getLogger(__name__)
DELIVER_JOB = "publishing.deliver"
State = Delivery.State


def targets() -> list[Address]:
    """Raises ValueError, in Chinese, when RELEASE_TARGETS cannot be read."""
    return parse_all(settings.RELEASE_TARGETS)


def deliver_later(release: Release) -> None:
    """Note a new release for every target, in the caller's transaction; publishing never fails because of a target."""
    try:
        found = targets()
    except ValueError:
        logger.exception("RELEASE_TARGETS cannot be read, nothing is delivered")
        return
    for address in found:
        Delivery.objects.get_or_create(target=address.text, release=release)
        enqueue(DELIVER_JOB, {"target": address.text}, key=address.text)


def deliver_job(payload, progress):
    """The job: deliver the release readers get now. Safe to run again; a failure is tried again with longer waits."""
    address = next((one for one in targets() if one.text == payload["target"]), None)
    if address is None:
        raise JobError(f"{payload['target']} 已不在 RELEASE_TARGETS 里", permanent=True)
    release = Release.objects.filter(name=current_release(site_paths())).first()
    if release is None:
        return {"delivered": ""}  # readers get a release nobody has recorded yet; its own run delivers it
    row, _ = Delivery.objects.get_or_create(target=address.text, release=release)
    older = Delivery.objects.filter(target=address.text, release__lt=release.pk)
    older.exclude(state=State.DONE).update(state=State.SUPERSEDED)
    if row.state == State.DONE and not row.full:
        return {"delivered": release.name}
    made = _run(row, address, progress)
    return {"delivered": release.name, "files": made.files, "bytes": made.bytes}


def _run(row: Delivery, address: Address, progress) -> Delivered:
    Delivery.objects.filter(pk=row.pk).update(state=State.RUNNING, attempts=F("attempts") + 1)
    try:
        keys = key_file()
        if keys is None:
            raise TargetRefused("keys", "没有设置签名密钥。", "请设置 RELEASE_KEY_FILE。")
        made = deliver(address, site_paths(), row.release.name, ring_file(keys), progress.step, full=row.full)
    except TargetRefused as refused:
        again = refused.code == "no_space"
        _failed(row, str(refused), State.WAITING if again else State.REFUSED)
        raise JobError(refused.what.rstrip("。"), refused.cure, permanent=not again) from refused
    except (TargetUnavailable, ValueError) as trouble:
        _failed(row, str(trouble), State.WAITING)
        raise JobError(str(trouble).rstrip("。")) from trouble
    except Exception as trouble:
        _failed(row, explain(trouble), State.WAITING)
        raise
    _done(row, made)
    return made


def _done(row: Delivery, made: Delivered) -> None:
    """Runs may overlap: one that found nothing left to send does not hide what another sent, nor undo an order for all."""
    stored = Delivery.objects.filter(pk=row.pk)
    values = {"state": State.DONE, "error": "", "done_at": timezone.now()}
    if row.full:
        values["full"] = False
    if made.files or not stored.filter(done_at__isnull=False).exists():
        values |= {"files": made.files, "bytes": made.bytes}
    stored.update(**values)


def _failed(row: Delivery, error: str, state: State) -> None:
    Delivery.objects.filter(pk=row.pk).update(state=state, error=error[:2000])


def catch_up() -> None:
    """For the clock: a target that did not get the current release is tried again, unless it refused it."""
    release = Release.objects.filter(name=current_release(site_paths())).first()
    for address in targets() if release else ():
        row, _ = Delivery.objects.get_or_create(target=address.text, release=release)
        if row.state in (State.WAITING, State.RUNNING):
            enqueue(DELIVER_JOB, {"target": address.text}, key=address.text)


@transaction.atomic
def redeliver(target: str, by, reason: str, *, full: bool = False) -> Delivery:
    """Deliver the current release again now; `full` looks at everything the target should have.

    Raises NotAllowed, or ReleaseRefused.
    """
    require(by, "重新投递")
    reason = (reason or "").strip()[:500]
    if not reason:
        raise ReleaseRefused("请写明重新投递的理由。")
    if target not in {address.text for address in targets()}:
        raise ReleaseRefused(f"没有设置过目标 {target}。")
    release = Release.objects.filter(name=current_release(site_paths())).first()
    if release is None:
        raise ReleaseRefused("还没有可以投递的版本。")
    row, _ = Delivery.objects.get_or_create(target=target, release=release)
    row.state, row.full, row.error, row.by = State.WAITING, full, "", by
    row.save(update_fields=["state", "full", "error", "by"])
    record(
        actor=by,
        verb="publishing.redeliver",
        object_key=f"release:{release.name}",
        reason=reason,
        target=target,
        full=full,
    )
    enqueue(DELIVER_JOB, {"target": target}, key=target, by=by)
    return row


@checks.register(checks.Tags.security)
def check_targets(app_configs, **kwargs):
    """A target nobody can read would be noticed only when the public host stays behind."""
    try:
        targets()
    except ValueError as error:
        return [checks.Error(str(error), id="publishing.E002")]
    return []

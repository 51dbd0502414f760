"""Verbs on release sets: open one, fill it, release it whole, or give it up."""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from foundation.audit.services import record
from foundation.rights.may import may

from ..models import ReleaseSet, ReleaseSetMember
from ..refusals import NotAllowed, Refused
from . import gate
from .authorise import is_authorised
from .put_live import put_live

FILL, RELEASE = "content.release_set", "content.release"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why one member keeps the whole set back."""

    page: Page
    why: str


class ReleaseRefused(Refused):
    """The set was not released and nothing of it is public. `obstacles` says what stands in the way."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__("；".join(f"《{o.page.title}》{o.why}" for o in obstacles) + "。一篇都没有发布。")


@transaction.atomic
def open_release_set(name: str, by, note: str = "") -> ReleaseSet:
    _require(by, FILL, "建立发布集")
    name = (name or "").strip()
    if not name:
        raise Refused("请给发布集起个名字。")
    key = f"rs-{timezone.localdate():%Y%m%d}-{uuid.uuid4().hex[:8]}"
    release_set = ReleaseSet.objects.create(key=key, name=name[:100], note=note[:300], created_by=by)
    record(actor=by, verb="editorial.release_set.open", object_key=f"release_set:{key}", obj=release_set)
    return release_set


@transaction.atomic
def add_to_set(release_set: ReleaseSet, page, by) -> ReleaseSetMember:
    """The page waits from now on: its final approval does not publish it."""
    _require(by, FILL, "往发布集里加稿子")
    _lock_open(release_set)
    if page.specific.scheduled_revision:
        raise Refused(f"《{page.title}》已经定时发布，请先取消定时。")
    try:
        with transaction.atomic():
            member = ReleaseSetMember.objects.create(release_set=release_set, page_id=page.pk, added_by=by)
    except IntegrityError as error:
        raise Refused(f"《{page.title}》已经在一个还没发布的发布集里。") from error
    record(
        actor=by,
        verb="editorial.release_set.add",
        object_key=f"page:{page.pk}",
        obj=member,
        release_set=release_set.key,
    )
    return member


@transaction.atomic
def remove_from_set(release_set: ReleaseSet, page, by) -> None:
    """The page no longer waits; one that is approved already can be published by `publish_held`."""
    _require(by, FILL, "从发布集里拿出稿子")
    _lock_open(release_set)
    for member in ReleaseSetMember.objects.filter(release_set=release_set, page_id=page.pk, waiting=True):
        record(
            actor=by,
            verb="editorial.release_set.remove",
            object_key=f"page:{page.pk}",
            obj=member,
            release_set=release_set.key,
        )
        member.delete()


def obstacles_of(release_set: ReleaseSet) -> list[Obstacle]:
    """What stands in the way of releasing the set now; empty when it can go."""
    found = []
    for page in _pages(release_set):
        revision = page.get_latest_revision()
        if revision is None or not is_authorised(revision):
            found.append(Obstacle(page, "还没有通过三审"))
        elif (due := revision.as_object().go_live_at) and due > timezone.now():
            found.append(Obstacle(page, "设了定时发布，和发布集冲突"))
        elif trouble := _gate_trouble(page, revision):
            found.append(Obstacle(page, trouble))
    return found


def release(release_set: ReleaseSet, by) -> ReleaseSet:
    """Publish every member in one transaction, or none.

    The publisher takes all rows of a transaction into one release, so readers see all of it at once.
    Raises NotAllowed, Refused, or ReleaseRefused with the obstacles.
    """
    _require(by, RELEASE, "发布发布集")
    with transaction.atomic():
        release_set = _lock_open(release_set)
        pages = _pages(release_set)
        if not pages:
            raise Refused("发布集是空的。")
        if obstacles := obstacles_of(release_set):
            raise ReleaseRefused(obstacles)
        _close(release_set, by, ReleaseSet.State.RELEASED)
        for page in pages:
            put_live(page.get_latest_revision(), by=by, reason=release_set.name, release_set=release_set.key)
    return release_set


@transaction.atomic
def cancel_set(release_set: ReleaseSet, by) -> None:
    """Give the set up; its members wait no longer and stay drafts."""
    _require(by, RELEASE, "取消发布集")
    _close(_lock_open(release_set), by, ReleaseSet.State.CANCELLED)


def _close(release_set: ReleaseSet, by, state: str) -> None:
    release_set.state, release_set.closed_by, release_set.closed_at = state, by, timezone.now()
    release_set.save()
    release_set.members.update(waiting=False)
    key = f"release_set:{release_set.key}"
    record(actor=by, verb=f"editorial.release_set.{state}", object_key=key, obj=release_set)


def _lock_open(release_set: ReleaseSet) -> ReleaseSet:
    release_set = ReleaseSet.objects.select_for_update().get(pk=release_set.pk)
    if release_set.state != ReleaseSet.State.OPEN:
        raise Refused(f"发布集“{release_set.name}”{release_set.get_state_display()}，不能再动。")
    return release_set


def _pages(release_set: ReleaseSet) -> list[Page]:
    return list(Page.objects.filter(release_sets__release_set=release_set).order_by("pk").specific())


def _gate_trouble(page, revision) -> str:
    try:
        gate.assert_passes(page, revision)
    except Exception as error:
        issues = getattr(error, "issues", None)
        if issues is None:
            raise
        return "没有过发布检查：" + "、".join(issue.message for issue in issues[:3])
    return ""


def _require(by, verb: str, what: str) -> None:
    if not may(by, verb):
        raise NotAllowed(f"您没有{what}的权限。")

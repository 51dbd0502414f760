"""Daily: accounts nobody used for long are warned, then switched off (GB/T 22239-2019 §8.1.4.2 c)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from foundation.accounts.models import Standing, User
from foundation.accounts.roles import BY_KEY, SEPARATED
from foundation.accounts.services.sessions import end_other_sessions
from foundation.notices.models import Notice
from foundation.notices.services import notify
from foundation.rights.letters import administrators
from foundation.rulebook.reading import number

from ..models import Leave
from ..rules import IDLE_DAYS, IDLE_WARNING_DAYS
from ._telling import tell


def put_idle_to_sleep() -> dict[str, int]:
    """{"warned": n, "slept": n, "waiting": n}. Safe to run again: a warning is given once for each spell of idleness, and nobody is
    switched off who was not warned the full time before. Who is on leave, or the last administrator of a kind, stays.
    """
    now, days, before = timezone.now(), number(IDLE_DAYS), number(IDLE_WARNING_DAYS)
    counted = {"warned": 0, "slept": 0, "waiting": 0}
    away = Leave.objects.on().values("person")
    candidates = idle_for(days - before, now).exclude(pk__in=away)
    for pk in list(candidates.values_list("pk", flat=True)):
        with transaction.atomic():
            person = idle_for(days - before, now).select_for_update().filter(pk=pk).first()
            if person is not None:
                counted[_look_at(person, now, days, before)] += 1
    return counted


def idle_for(days: int, now=None):
    """People in use who did not log in for so many days."""
    limit = (now or timezone.now()) - timedelta(days=days)
    return User.objects.filter(
        Q(last_login=None) | Q(last_login__lte=limit),
        is_active=True,
        standing=Standing.ACTIVE,
        is_demo=False,
        awake_since__lte=limit,
    )


def idle_since(person):
    """The last sign of life: a login, the activation, or that somebody switched the account on again."""
    return max(filter(None, (person.last_login, person.awake_since)))


def _look_at(person, now, days: int, before: int) -> str:
    since = idle_since(person)
    key = f"idle:{since:%Y%m%d%H%M%S}"
    warned = Notice.objects.filter(person=person, key=key).first()
    if warned is None:
        day = max(localdate(since) + timedelta(days=days), localdate(now) + timedelta(days=before))
        notify(person, "life.idle_warning", person, key=key, day=day)
        tell("accounts.idle_warned", person, by=None)
        return "warned"
    if now - since < timedelta(days=days) or localdate(now) - localdate(warned.created_at) < timedelta(
        before
    ):
        return "waiting"
    if role := only_holder_of(person):
        for one in administrators() - {person}:
            notify(
                one, "life.idle_administrator", person, key=f"{key}:{person.pk}", whom=str(person), role=role
            )
        return "waiting"
    person.is_active, person.standing = False, Standing.DORMANT
    person.save(update_fields=["is_active", "standing"])
    end_other_sessions(person, keep=None, by=None, why="idle")
    tell("accounts.dormant", person, by=None, note=f"{localtime(since):%Y-%m-%d} 以后没有登录")
    return "slept"


def only_holder_of(person) -> str:
    """The administrator's role that nobody else in use holds; empty when somebody does."""
    for role in person.roles:
        others = User.objects.filter(is_active=True, standing=Standing.ACTIVE, groups__name=role.group)
        if role.key in SEPARATED and not others.exclude(pk=person.pk).exists():
            return BY_KEY[role.key].name
    return ""

"""What every verb on a clock shares: lock, ask, write the event, trace."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from foundation.audit.services import record

from ..errors import NotAllowed, Refused
from ..kinds import ClockKind, kinds
from ..models import STANDING, Clock, ClockEvent


def kind_of(clock: Clock) -> ClockKind:
    try:
        return kinds[clock.kind]
    except KeyError:
        raise Refused(
            f"系统不认识期限种类“{clock.kind}”，登记它的应用可能没有启用。请系统管理员检查。"
        ) from None


def allow(kind: ClockKind, by, verb: str, target) -> None:
    """Raises NotAllowed unless the kind lets this person do it."""
    if not getattr(by, "is_active", False) or not kind.may(by, verb, target):
        raise NotAllowed(f"您不能对“{kind.label}”的期限做这一步。")


def lock(clock: Clock) -> Clock:
    """The clock as it is now; others wait until our transaction ends."""
    return Clock.objects.select_for_update().get(pk=clock.pk)


def acting_on(clock: Clock, on: date | None) -> date:
    """The day a verb takes effect: today unless said, not in the future, not before what already happened."""
    today = timezone.localdate()
    on = on or today
    if on > today:
        raise Refused(f"{on:%Y-%m-%d} 还没有到，不能提前登记。")
    said = clock.events.exclude(verb=ClockEvent.Verb.RECOUNTED)  # which nobody did on that day
    last = said.aggregate(Max("on"))["on__max"]
    if on < last:
        raise Refused(f"这个期限在 {last:%Y-%m-%d} 已有登记，不能再补登更早的一步。")
    return on


def said_already(clock: Clock, verb: str, by, reason: str = "", on: date | None = None) -> bool:
    """Whether the newest event is exactly this: a button pressed twice."""
    newest = clock.events.last()
    if newest is None or (on is not None and newest.on != on):
        return False
    return (newest.verb, newest.by_id, newest.reason) == (verb, by.pk, reason)


def append(clock: Clock, verb: str, *, on: date, by, reason: str = "") -> Clock:
    """Write the event, make the clock say the same, leave a trace. Events of a clock never go back in time."""
    newest = clock.events.last()
    now = timezone.now()
    clock.events_count = newest.sequence + 1 if newest else 1
    ClockEvent.objects.create(
        clock=clock,
        sequence=clock.events_count,
        verb=verb,
        on=on,
        at=max(now, newest.at) if newest else now,
        by=by,
        reason=reason,
        **{name: getattr(clock, name) for name in STANDING},
    )
    clock.save()
    record(
        actor=by,
        verb=f"deadlines.{verb}",
        obj=clock,
        reason=reason,
        kind=clock.kind,
        target=f"{clock.content_type.app_label}.{clock.content_type.model}:{clock.object_id}",
        due=clock.due_on.isoformat(),
        rule=f"{clock.rule.rule.key}#{clock.rule.number}",
    )
    return clock

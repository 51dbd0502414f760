"""More time: somebody asks, somebody else decides."""

from copy import copy
from datetime import date

from django.db import transaction
from django.utils import timezone

from foundation.rulebook.reading import rule_in_force, rule_value

from ..errors import NotAllowed, Refused, require_reason
from ..models import Clock, ClockEvent, ExtensionRequest
from ..settle import settle
from ._writing import allow, append, kind_of, lock, said_already


@transaction.atomic
def ask_extension(clock: Clock, *, by, reason: str, until: date | None = None) -> ExtensionRequest:
    """Ask for time up to `until`, or as far as the extension rule of the kind reaches.

    Where the rules say that no approval is needed it is granted at once. Raises NotAllowed, ReasonRequired,
    Refused.
    """
    clock = lock(clock)
    kind = kind_of(clock)
    allow(kind, by, "ask_extension", clock.target)
    reason = require_reason(reason, "延期的理由")
    pending, newest = clock.pending_extension, clock.extensions.last()
    if pending and (pending.asked_by_id, pending.reason, pending.until) == (by.pk, reason, until):
        return pending
    if newest and not pending and said_already(clock, ClockEvent.Verb.EXTENDED, by, reason):
        return newest
    if clock.state == Clock.State.STOPPED or pending:
        raise Refused("已有一份延期申请在等审批。" if pending else "这个期限已停止，不能延期。")
    rule = rule_in_force(kind.extension_rule, clock.started_on) if kind.extension_rule else None
    request = ExtensionRequest(clock=clock, rule=rule, until=until, reason=reason, asked_by=by)
    _extended(clock, request, timezone.localdate())  # would it be possible at all?
    request.save()
    if kind.approval_rule and not rule_value(kind.approval_rule, clock.started_on):
        return _decide(clock, request, True, by, reason)
    append(clock, ClockEvent.Verb.ASKED, on=timezone.localdate(), by=by, reason=reason)
    return request


@transaction.atomic
def decide_extension(request: ExtensionRequest, *, by, granted: bool, ground: str) -> ExtensionRequest:
    """Grant or refuse, with the ground. Raises NotAllowed (also for who asked), ReasonRequired, Refused."""
    clock = lock(request.clock)
    request = ExtensionRequest.objects.select_for_update().get(pk=request.pk)
    allow(kind_of(clock), by, "decide_extension", clock.target)
    if by.pk == request.asked_by_id:
        raise NotAllowed("自己申请的延期要由别人审批。")
    ground = require_reason(ground, "审批意见和依据")
    if request.granted is not None:
        if (request.granted, request.decided_by_id, request.ground) == (granted, by.pk, ground):
            return request
        raise Refused("这份延期申请已经审批过。")
    return _decide(clock, request, granted, by, ground)


def close_pending(clock: Clock, ground: str) -> None:
    """A request nobody can decide any more is answered with no."""
    clock.extensions.filter(granted=None).update(granted=False, ground=ground, decided_at=timezone.now())


def _decide(clock: Clock, request: ExtensionRequest, granted: bool, by, ground: str) -> ExtensionRequest:
    today = timezone.localdate()
    if granted:
        clock = _extended(clock, request, today)
    request.granted, request.ground, request.decided_by = granted, ground, by
    request.decided_at = timezone.now()
    request.save()
    verb = ClockEvent.Verb.EXTENDED if granted else ClockEvent.Verb.REFUSED
    append(clock, verb, on=today, by=by, reason=ground)
    return request


def _extended(clock: Clock, request: ExtensionRequest, today: date) -> Clock:
    """The clock with the new last day, not saved. Raises Refused if that is not later, or later than allowed."""
    longest = copy(clock)
    longest.rule, longest.extended_to, longest.extended_on = request.rule or clock.rule, None, None
    longest.term += 1
    if request.rule:
        settle(longest)
        if request.until and request.until > longest.due_on:
            raise Refused(
                f"按“{request.rule.rule}”（{request.rule.source}）最晚到 {longest.due_on:%Y-%m-%d}。"
            )
    elif not request.until:
        raise Refused("请写明延到哪一天。")
    if request.until:
        longest.extended_to, longest.extended_on = request.until, today
        settle(longest)
    if longest.due_on <= clock.due_on:
        raise Refused(f"现在的截止日是 {clock.due_on:%Y-%m-%d}，延期要比它晚。")
    return longest

"""Somebody is away: another stands in, with the same rights for exactly those days, once a second person agrees."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate, make_aware

from foundation.accounts.models import Standing
from foundation.notices.services import notify
from foundation.rights.may import demand
from foundation.rights.models import Grant, State
from foundation.rights.refusals import Refused
from foundation.rights.services import end_grant, write_proposal

from ..models import Leave
from ._telling import locked_two, said, tell


@transaction.atomic
def record_leave(person, stand_in, *, since: date, until: date, reason: str, by) -> tuple[Leave, list[str]]:
    """The leave, and which roles the stand-in cannot get, each with the reason. Both people are told.

    Whole days, both included. Raises PermissionDenied or Refused.
    """
    demand(by, "accounts.keep")
    reason = said(reason, "请写明事由，例如年休假、外出学习。")
    person, stand_in = locked_two(person, stand_in)
    _assert_possible(person, stand_in, since, until)
    made = Leave.objects.create(
        person=person, stand_in=stand_in, since=since, until=until, reason=reason, made_by=by
    )
    missing = _propose(made, by)
    days = f"{since:%Y-%m-%d} 至 {until:%Y-%m-%d}，{stand_in}代理"
    tell("accounts.leave", person, by=by, note=f"{days}。{reason}", stand_in=f"user:{stand_in.pk}")
    for one in (person, stand_in):
        notify(one, "life.leave", made, key=f"leave:{made.pk}", by=by, whom=str(person), since=since, until=until,
               stand_in=str(stand_in))  # fmt: skip
    return made, missing


@transaction.atomic
def end_leave(leave: Leave, *, by) -> Leave:
    """The person is back, or does not go: the stand-in's rights end now. Raises PermissionDenied or Refused."""
    demand(by, "accounts.keep")
    leave = Leave.objects.select_for_update(of=("self",)).select_related("person").get(pk=leave.pk)
    if leave.ended_at or leave.until < localdate():
        raise Refused("这次休假已经结束。")
    leave.ended_at = timezone.now()
    leave.save(update_fields=["ended_at"])
    end_grants(leave.grants.all(), by=by, reason="休假提前结束")
    tell("accounts.leave_ended", leave.person, by=by)
    return leave


def end_grants(grants, *, by, reason: str) -> int:
    """Those of them that still wait or hold; how many."""
    open_ones = list(grants.filter(state__in=[State.PROPOSED, State.IN_FORCE]))
    for grant in open_ones:
        end_grant(grant, by=by, reason=reason)
    return len(open_ones)


def _assert_possible(person, stand_in, since: date, until: date) -> None:
    if person.pk == stand_in.pk:
        raise Refused("代理人要是另一个人。")
    if until < since:
        raise Refused("结束日期在开始日期之前。")
    if until < localdate():
        raise Refused("这段时间已经过去了。")
    for one in (person, stand_in):
        if not one.is_active or one.standing != Standing.ACTIVE:
            raise Refused(f"{one}的账号不在用（{one.standing_name}）。")
    overlap = Leave.objects.filter(ended_at=None, since__lte=until, until__gte=since)
    if overlap.filter(person=person).exists():
        raise Refused(f"{person}在这段时间里已经登记了休假。")
    if overlap.filter(person=stand_in).exists():
        raise Refused(f"{stand_in}自己在这段时间里休假，请另找一位代理。")


def _propose(leave: Leave, by) -> list[str]:
    """Each role the person holds and the stand-in lacks, for those days only."""
    begin = make_aware(datetime.combine(leave.since, time.min))
    end = make_aware(datetime.combine(leave.until + timedelta(1), time.min))
    missing = []
    has = set(Grant.objects.open().filter(person=leave.stand_in).values_list("role", "place"))
    for grant in Grant.objects.in_force().filter(person=leave.person, emergency=False):
        if (grant.role, grant.place) in has:
            continue
        until = min(end, grant.until) if grant.until else end
        try:
            with transaction.atomic():
                made = write_proposal(
                    leave.stand_in, grant.role, by=by, place=grant.place, since=begin, until=until,
                    ground=f"{leave.person}休假期间代理：{leave.reason}"[:300],
                )  # fmt: skip
            leave.grants.add(made)
        except Refused as refusal:
            missing.append(f"{grant.role_name}：{refusal}")
    return missing

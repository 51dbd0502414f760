"""The steps of this app: bodies anew, posts end, mandates end by date, rights of those who leave become narrow."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.accounts.models import User
from foundation.deadlines.models import Clock
from foundation.life.services import reduce_to_former

from ..kinds import KINDS
from ..models import Body, Mandate, Membership, Person, Wish
from ..public.changes import touch
from ..states import State
from .steps import Done, RolloverStep, Turn, register_rollover_step

OF_TERM = [kind.key for kind in KINDS if kind.of_term]


def bodies(turn: Turn) -> Done:
    """The same committees, delegations and groups again; what ended before the term did is not made again."""
    last, count = turn.last_day, 0
    made: dict[int, Body] = {}
    old = Body.objects.filter(term=turn.former, kind__in=OF_TERM).filter(Q(until=None) | Q(until__gte=last))
    for body in sorted(old, key=lambda one: one.parent_id is not None):
        values: dict[str, Any] = {"area": body.area, "organ": body.organ, "order": body.order}
        values |= {"since": turn.since, "ground": turn.ground[:200]}
        values["parent"] = made.get(body.parent_id or 0, body.parent)
        made[body.pk], new = Body.objects.get_or_create(
            kind=body.kind, name=body.name, term=turn.term, defaults=values
        )
        count += new
    posts = Membership.objects.filter(body__in=old).filter(Q(until=None) | Q(until__gt=last))
    ended = posts.update(until=last, end_ground=f"换届：{turn.ground}"[:200])
    closed = old.filter(Q(until=None) | Q(until__gt=last)).update(until=last)
    empty = Body.objects.filter(term=turn.term, kind="delegation", delegates=None)
    return Done(
        {"新一届建的机构": count, "随上一届结束的机构": closed, "随上一届结束的任职": ended},
        remarks=[f"{body}还没有当选的代表。" for body in empty.order_by("order", "name")],
    )


def _leaving(turn: Turn) -> tuple[QuerySet[Person], Exists]:
    """Deputies of the former term, and the condition that they hold another mandate from now on."""
    others = Mandate.objects.current(turn.since).filter(person=OuterRef("pk")).exclude(term=turn.former)
    held = Mandate.objects.alive().filter(term=turn.former)
    return Person.objects.filter(mandates__in=held).distinct(), Exists(others)


def people(turn: Turn) -> Done:
    """Nobody is terminated: mandates of the former term end by date."""
    now = Mandate.objects.alive().filter(term=turn.term)
    old, goes_on = _leaving(turn)
    again = old.filter(pk__in=now.values("person")).count()
    done = Done(
        {
            "新一届登记的代表": now.count(),
            "其中连任": again,
            "还没有账号": now.filter(person__account=None).count(),
            "不再担任代表": old.filter(~goes_on).count(),
        }
    )
    if not now.exists():
        done.remarks.append(f"{turn.term}还没有登记当选的代表：现在换届，没有人是代表。先导入代表名单。")
    elif not again:
        done.remarks.append("没有连任的代表，请核对是不是同一个人登记了两次。")
    done.stops = [*_unconfirmed(now), *_unfinished(turn)]
    touch(old)
    return done


def _unconfirmed(now: QuerySet[Mandate]) -> list[str]:
    rows = now.exclude(state__in=(State.CONFIRMED, State.SUSPENDED)).select_related("person")
    return [
        f"{one.person}：{one.get_state_display()}，确认以前不能履职" for one in rows.order_by("person__name")
    ]


def _unfinished(turn: Turn) -> list[str]:
    """After the last day of a term nothing is left to decide about its mandates."""
    rows = Mandate.objects.alive().filter(term=turn.former).select_related("person", "proposal")
    waits = rows.filter(Q(state__in=(State.ELECTED, State.REVIEW)) | ~Q(proposal=None))
    return [
        f"{one.person}：{turn.former}{'终止报告还没有公告' if one.proposal else one.get_state_display()}，届满以后不再办"
        for one in waits.order_by("person__name")
    ]


def rights(turn: Turn) -> Done:
    """Whose only mandates ended keeps the own dossier and nothing else."""
    old, goes_on = _leaving(turn)
    leaving = User.objects.filter(deputy__in=old.filter(~goes_on)).order_by("pk")
    reduced = sum(reduce_to_former(account, by=None, ground=turn.ground) for account in leaving)
    kept = User.objects.filter(deputy__in=old.filter(goes_on)).count()
    return Done({"改为只看自己履职档案的账号": reduced, "照旧的账号": kept})


def cases(turn: Turn) -> Done:
    """What is under way stays: deadlines run on, wishes can still be decided."""
    wishes = Wish.objects.waiting().count()
    return Done({"没办完、照常继续的期限": Clock.objects.open().count(), "等审核的资料修改": wishes})


def register() -> None:
    for key, name, run in (
        ("bodies", "机构和任职", bodies),
        ("people", "代表资格", people),
        ("rights", "账号权限", rights),
        ("cases", "没办完的事", cases),
    ):
        register_rollover_step(RolloverStep(key, name, run))

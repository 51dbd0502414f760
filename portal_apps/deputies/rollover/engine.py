"""What a change of term changes, in one transaction; what it must leave alone is counted before and after."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.deadlines.models import Clock
from foundation.life.services import reduce_to_former
from foundation.rights.refusals import Refused

from ..kinds import KINDS
from ..models import Body, Mandate, Membership, Person, Term
from ..numerals import spoken
from ..public.changes import touch

OF_TERM = [kind.key for kind in KINDS if kind.of_term]


@dataclass
class Report:
    """What was, or would be, done. Counts only: no names."""

    term: str
    former: str
    since: str
    bodies_made: int = 0
    bodies_ended: int = 0
    posts_ended: int = 0
    elected: int = 0
    again: int = 0
    leaving: int = 0
    accounts_reduced: int = 0
    accounts_kept: int = 0
    open_clocks: int = 0
    remarks: list[str] = field(default_factory=list)


@transaction.atomic
def roll_over(former: Term, *, since: date, ground: str, by) -> Report:
    """Begin the term after `former` on the day of its first session.

    The former term ends the day before, and with it by date the mandates of it: nobody is terminated. Bodies of a
    term are made anew under their names, posts in the old ones end. Whose only mandates ended keeps the own dossier.
    Cases and their clocks go on. Run again it changes nothing more. Raises Refused.
    """
    if not ground.strip():
        raise Refused("请写明依据，例如换届选举和第一次会议的文号。")
    former = Term.objects.select_for_update().select_related("area").get(pk=former.pk)
    if former.since and since <= former.since:
        raise Refused(f"{former}从 {former.since} 开始，新一届要在它以后。")
    if Term.objects.filter(area=former.area, number__gt=former.number + 1).exists():
        raise Refused(f"{former.area}已经有更后面的届，不能从{former}换届。")
    clocks = Clock.objects.open().count()
    term = _term(former, since)
    report = Report(str(term), str(former), since.isoformat(), open_clocks=clocks)
    _bodies(former, term, since, ground, report)
    _people(former, term, since, ground, by, report)
    if Clock.objects.open().count() != clocks:
        raise Refused("换届动了还没有办完的事项的期限，已全部撤回。请把这句话交给系统管理员。")
    record(actor=by, verb="deputies.roll_over", obj=term, former=former.pk, reason=ground.strip()[:300])
    return report


def _term(former: Term, since: date) -> Term:
    """The next term, which may have been made for its elected deputies already."""
    term, _ = Term.objects.get_or_create(area=former.area, number=former.number + 1)
    term.since = since
    term.save(update_fields=["since"])
    former.until = since - timedelta(days=1)
    former.save(update_fields=["until"])
    return term


def _bodies(former: Term, term: Term, since: date, ground: str, report: Report) -> None:
    """The same committees, delegations and groups again; what ended before the term did is not made again."""
    last = since - timedelta(days=1)
    made: dict[int, Body] = {}
    old = Body.objects.filter(term=former, kind__in=OF_TERM).filter(Q(until=None) | Q(until__gte=last))
    for body in sorted(old, key=lambda one: one.parent_id is not None):
        values: dict[str, Any] = {"area": body.area, "organ": body.organ, "order": body.order, "since": since}
        values |= {"ground": ground[:200], "parent": made.get(body.parent_id or 0, body.parent)}
        made[body.pk], new = Body.objects.get_or_create(
            kind=body.kind, name=body.name, term=term, defaults=values
        )
        report.bodies_made += new
    open_posts = Membership.objects.filter(body__in=old).filter(Q(until=None) | Q(until__gt=last))
    report.posts_ended = open_posts.update(until=last, end_ground=f"换届：{ground}"[:200])
    report.bodies_ended = old.filter(Q(until=None) | Q(until__gt=last)).update(until=last)


def _people(former: Term, term: Term, since: date, ground: str, by, report: Report) -> None:
    now = Mandate.objects.alive().filter(term=term)
    others = Mandate.objects.current(since).filter(person=OuterRef("pk")).exclude(term=former)
    old = Person.objects.filter(mandates__in=Mandate.objects.alive().filter(term=former)).distinct()
    leaving = old.filter(~Exists(others))
    report.elected = now.count()
    report.again = old.filter(pk__in=now.values("person")).count()
    report.leaving = leaving.count()
    for account in User.objects.filter(deputy__in=leaving).order_by("pk"):
        if reduce_to_former(account, by=by, ground=ground):
            report.accounts_reduced += 1
    report.accounts_kept = User.objects.filter(deputy__in=old.filter(Exists(others))).count()
    if not report.elected:
        report.remarks.append(f"{term}还没有登记当选的代表：现在换届，没有人是代表。先导入代表名单。")
    if waiting := now.exclude(state__in=("confirmed", "suspended")).count():
        report.remarks.append(f"{term}还有 {waiting} 人没有确认资格。")
    if not report.elected or report.again == 0:
        report.remarks.append("没有连任的代表，请核对是不是同一个人登记了两次。")
    touch(old)


def former_of(number: int, area: str = "") -> Term:
    """The term before the one of this number, of an area or of the highest level there is. Raises Refused."""
    found = Term.objects.filter(number=number - 1).select_related("area")
    found = (
        found.filter(Q(area__name=area) | Q(area__short=area))
        if area
        else found.filter(area__level="municipal")
    )
    terms = list(found[:2])
    if len(terms) != 1:
        names = "、".join(map(str, Term.objects.select_related("area")[:20])) or "一届也没有"
        raise Refused(
            f"找不到第{spoken(number - 1)}届，或者不止一个，请用 --area 写明行政区域。登记了：{names}。"
        )
    return terms[0]

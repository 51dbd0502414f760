"""Terms, sessions, areas, bodies and liaison persons: make, change, end."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.db import IntegrityError, transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..models import Area, Body, LiaisonPerson, Mandate, Session, Term
from ..models.congress import LEVELS
from ..public.changes import touch_all_of

Kept = TypeVar("Kept", Area, Term, Session, Body, LiaisonPerson)


@transaction.atomic
def keep(thing: Kept, *, by) -> Kept:
    """Save a new or changed one. Raises PermissionDenied, Refused."""
    demand(by, "deputies.organise")
    _assert_dates(thing)
    RULES[type(thing)](thing)
    new = thing.pk is None
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        raise Refused(f"已经有{thing}了。") from error
    record(actor=by, verb="deputies.make" if new else "deputies.change", obj=thing)
    if not new and isinstance(thing, (Area, Term, Body)):
        touch_all_of(thing, by=by)
    return thing


@transaction.atomic
def end(thing: Body | LiaisonPerson, *, until: date, by) -> None:
    """The last day it is valid. What others still stand on does not end."""
    demand(by, "deputies.organise")
    if thing.since and until < thing.since:
        raise Refused("结束日期早于开始日期。")
    if isinstance(thing, Body):
        _assert_free(thing)
    thing.until = until
    thing.save(update_fields=["until"])
    record(actor=by, verb="deputies.end", obj=thing, until=str(until))


def _assert_dates(thing) -> None:
    since, until = getattr(thing, "since", None), getattr(thing, "until", None)
    if since and until and until < since:
        raise Refused("结束日期早于开始日期。")


def _check_area(area: Area) -> None:
    if area.parent is not None:
        if area.pk and area in area.parent.line():
            raise Refused("上一级不能是自己，也不能在自己下面。")
        if LEVELS.index(area.level) <= LEVELS.index(area.parent.level):
            raise Refused("上一级的层级要更高。")


def _check_term(term: Term) -> None:
    if not term.number:
        raise Refused("请填第几届。")


def _check_session(session: Session) -> None:
    if not session.number:
        raise Refused("请填第几次会议。")
    if session.since and not session.term.valid(session.since):
        raise Refused(f"会议日期不在{session.term}任期里。")


def _check_body(body: Body) -> None:
    what = body.what
    if what.of_term and body.term is None:
        raise Refused(f"{what.name}要选属于哪一届。")
    if what.organ and not body.organ:
        raise Refused("请选属于哪个系统（一府一委两院或者其他）。")
    if body.parent is not None:
        if body.parent.kind not in what.below:
            raise Refused(f"{what.name}不能设在{body.parent.what.name}下面。")
        if body.parent == body or (body.parent.parent and body.kind == "handling_unit"):
            raise Refused("承办单位只分两级，例如市政府办公厅和部门。")
    elif body.kind == "desk":
        raise Refused("办理岗位要选在哪个承办单位。")
    same = Body.objects.open().filter(kind=body.kind, name=body.name, term=body.term, parent=body.parent)
    if same.exclude(pk=body.pk).exists():
        raise Refused(f"已经有{body}了。")


def _check_liaison(person: LiaisonPerson) -> None:
    if person.body.kind not in ("handling_unit", "desk"):
        raise Refused("代表联络员设在承办单位或者办理岗位。")


def _assert_free(body: Body) -> None:
    deputies = Mandate.objects.current().filter(delegation=body).count()
    if deputies:
        raise Refused(f"还有 {deputies} 名代表在{body}，先给他们调动。")
    for found, what in ((body.parts.open().count(), "下属机构"), (body.members.open().count(), "任职的人")):
        if found:
            raise Refused(f"{body}还有 {found} 个{what}，先结束它们。")


RULES: dict[type, Callable] = {
    Area: _check_area,
    Term: _check_term,
    Session: _check_session,
    Body: _check_body,
    LiaisonPerson: _check_liaison,
}

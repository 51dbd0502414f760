"""Terms, sessions, bodies and units of the fictitious city, made by the verbs that staff use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from ..models import Area, Body, LiaisonPerson, Session, Term
from ..services.organise import keep

SINCE = date(2023, 1, 10)
GARRISON = "部队"  # elects deputies of its own, and is a delegation of its own


@dataclass
class Organisation:
    """What the people of the demo are put into; bodies by name, electing units and delegations by district."""

    term: Term
    session: Session
    bodies: dict[str, Body]
    electing: dict[str, Body]
    delegations: dict[str, Body]


def organise(said: dict[str, Any], *, by) -> Organisation:
    """`said` is congress.toml."""
    make = partial(keep, by=by)
    city = make(Area(name="示例市", short="市", level="municipal"))
    districts = {name: make(Area(name=name, level="county", parent=city)) for name in said["districts"]}
    term = make(Term(area=city, number=16, since=SINCE))
    sessions = [make(_session(term, number, text)) for number, text in enumerate(said["sessions"], 1)]
    bodies = {body.name: make(body) for body in _bodies(said["bodies"], term)}
    bodies |= {unit.name: unit for unit in _units(said["units"], make)}
    for one in said["liaison"]:
        unit = bodies[one["unit"]]
        make(LiaisonPerson(body=unit, **{key: value for key, value in one.items() if key != "unit"}))
    electing, delegations = {}, {}
    for order, (name, area) in enumerate([*districts.items(), (GARRISON, city)]):
        unit_name, delegation_name = (
            ("驻示例市部队军人代表大会", "解放军和武警部队代表团")
            if name == GARRISON
            else (f"{name}人民代表大会", f"{name[:2]}代表团")
        )
        electing[name] = make(Body(kind="electing_unit", name=unit_name, area=area))
        delegations[name] = make(
            Body(kind="delegation", name=delegation_name, term=term, area=area, order=order)
        )
    bodies |= {body.name: body for body in delegations.values()}
    return Organisation(term, sessions[-1], bodies, electing, delegations)


def _session(term: Term, number: int, text: str) -> Session:
    first = date.fromisoformat(text)
    return Session(term=term, number=number, since=first, until=first + timedelta(4))


def _bodies(groups: list[dict[str, Any]], term: Term) -> Iterator[Body]:
    for group in groups:
        for order, name in enumerate(group["names"]):
            body = Body(kind=group["kind"], name=name, order=order)
            body.term = term if body.what.of_term else None
            yield body


def _units(groups: list[dict[str, Any]], make: Callable[[Body], Body]) -> Iterator[Body]:
    """A desk of the government with its departments, and organs that stand alone."""
    for group in groups:
        top = make(Body(kind="handling_unit", name=group["name"], organ=group["organ"]))
        yield top
        for order, name in enumerate(group.get("below", ())):
            yield make(Body(kind="handling_unit", name=name, organ=group["organ"], parent=top, order=order))

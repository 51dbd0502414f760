"""Terms, sessions, bodies and units of the fictitious city, made by the verbs that staff use."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..models import Area, Body, LiaisonPerson, Session, Term
from ..services.organise import keep

SINCE = date(2023, 1, 10)


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

    def made(thing):
        return keep(thing, by=by)

    city = made(Area(name="示例市", short="市", level="municipal"))
    districts = {name: made(Area(name=name, level="county", parent=city)) for name in said["districts"]}
    term = made(Term(area=city, number=16, since=SINCE))
    sessions = [
        made(
            Session(
                term=term, number=number, since=(day := date.fromisoformat(text)), until=day + timedelta(4)
            )
        )
        for number, text in enumerate(said["sessions"], 1)
    ]
    bodies = {}
    for group in said["bodies"]:
        for order, name in enumerate(group["names"]):
            body = Body(kind=group["kind"], name=name, order=order)
            body.term = term if body.what.of_term else None
            bodies[name] = made(body)
    for unit in said["units"]:
        top = made(Body(kind="handling_unit", name=unit["name"], organ=unit["organ"]))
        bodies[top.name] = top
        for order, name in enumerate(unit.get("below", ())):
            below = Body(kind="handling_unit", name=name, organ=unit["organ"], parent=top, order=order)
            bodies[name] = made(below)
    for one in said["liaison"]:
        unit_of = bodies[one["unit"]]
        made(LiaisonPerson(body=unit_of, **{key: value for key, value in one.items() if key != "unit"}))
    electing = {
        name: made(Body(kind="electing_unit", name=f"{name}人民代表大会", area=area))
        for name, area in districts.items()
    }
    electing["部队"] = made(Body(kind="electing_unit", name="驻示例市部队军人代表大会", area=city))
    delegations = {
        name: made(Body(kind="delegation", name=f"{name[:2]}代表团", term=term, area=area, order=order))
        for order, (name, area) in enumerate(districts.items())
    }
    delegations["部队"] = made(
        Body(kind="delegation", name="解放军和武警部队代表团", term=term, area=city, order=len(delegations))
    )
    bodies |= {body.name: body for body in delegations.values()}
    return Organisation(term, sessions[-1], bodies, electing, delegations)

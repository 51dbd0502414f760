"""A small congress: a city with two districts, its term, delegations, units, and one deputy."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from portal_apps.deputies.models import Area, Body, Mandate, Person, PersonalData, Session, Term
from portal_apps.deputies.states import State

NUMBER = iter(range(1, 10**6))


@dataclass
class City:
    city: Area
    wanghe: Area
    qingwu: Area
    term: Term
    delegations: list[Body]
    unit: Body
    sessions: list[Session] = field(default_factory=list)

    def deputy(self, name: str = "方谷雨", state: str = State.CONFIRMED, **values: Any) -> Mandate:
        """A mandate in a state, as if everything before had been done."""
        own = {
            key: values.pop(key)
            for key in ("account", "sex", "shares_phone", "shares_email", "employer")
            if key in values
        }
        sealed = {key: values.pop(key) for key in ("id_number", "phone", "email", "address") if key in values}
        person = Person.objects.create(name=name, **own)
        PersonalData.objects.create(person=person, **sealed)
        given = {
            "term": self.term,
            "delegation": self.delegations[0],
            "electing_unit": self.unit,
            "starts_on": date(2023, 1, 10),
            **values,
        }
        return Mandate.objects.create(person=person, state=state, **given)


@pytest.fixture
def city(db) -> City:
    return make_city()


def make_city() -> City:
    city = Area.objects.create(name="示例市", short="市", level="municipal")
    wanghe = Area.objects.create(name="望河区", level="county", parent=city)
    qingwu = Area.objects.create(name="青坞区", level="county", parent=city)
    term = Term.objects.create(area=city, number=16, since=date(2023, 1, 10))
    delegations = [
        Body.objects.create(kind="delegation", name=f"{area.name[:2]}代表团", term=term, area=area)
        for area in (wanghe, qingwu)
    ]
    unit = Body.objects.create(kind="electing_unit", name="望河区人民代表大会", area=wanghe)
    sessions = [Session.objects.create(term=term, number=number) for number in (1, 2, 3)]
    return City(city, wanghe, qingwu, term, delegations, unit, sessions)

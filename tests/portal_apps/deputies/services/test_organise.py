"""Terms, sessions, areas, bodies: what may stand where, and what must end first."""

from datetime import date

import pytest

from foundation.audit.models import AuditRecord
from foundation.rights.places import kind_of, place_name
from foundation.rights.refusals import Refused
from foundation.rights.scopes import Scope
from portal_apps.deputies.models import Area, Body, LiaisonPerson, Session, Term
from portal_apps.deputies.services import end, keep


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff")


def unit(name: str = "市政府办公厅", **values) -> Body:
    return Body(**{"kind": "handling_unit", "organ": "government", "name": name, **values})


def test_units_stand_in_two_levels_with_desks_and_liaison_persons(city, staff):
    office = keep(unit(), by=staff)
    bureau = keep(unit("市交通局", parent=office), by=staff)
    keep(Body(kind="desk", name="综合科", parent=bureau), by=staff)
    person = keep(LiaisonPerson(body=bureau, name="梁秋实", office_phone="0000-1"), by=staff)
    with pytest.raises(Refused, match="只分两级"):
        keep(unit("运输处", parent=bureau), by=staff)
    with pytest.raises(Refused, match="下属机构"):
        end(office, until=date(2026, 1, 1), by=staff)
    end(person, until=date(2026, 1, 1), by=staff)
    verbs = AuditRecord.objects.order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["deputies.make"] * 4 + ["deputies.end"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"kind": "handling_unit", "name": "某局"}, "系统"),
        ({"kind": "delegation", "name": "某团"}, "哪一届"),
        ({"kind": "desk", "name": "一科"}, "哪个承办单位"),
        (
            {"kind": "working_body", "name": "法工委", "since": date(2026, 2, 1), "until": date(2026, 1, 1)},
            "早于开始",
        ),
    ],
)
def test_what_a_body_lacks_is_said(city, staff, body, said):
    with pytest.raises(Refused, match=said):
        keep(Body(**body), by=staff)
    assert not Body.objects.filter(name=body["name"]).exists()


def test_a_body_stands_only_below_what_its_kind_allows_and_once(city, staff):
    with pytest.raises(Refused, match="不能设在选举单位下面"):
        keep(Body(kind="deputy_group", name="小组", term=city.term, parent=city.unit), by=staff)
    with pytest.raises(Refused, match="已经有望河代表团"):
        keep(Body(kind="delegation", name="望河代表团", term=city.term), by=staff)


def test_a_delegation_with_deputies_does_not_end(city, staff):
    city.deputy()
    with pytest.raises(Refused, match="1 名代表"):
        end(city.delegations[0], until=date(2026, 1, 1), by=staff)
    end(city.delegations[1], until=date(2026, 1, 1), by=staff)


def test_areas_have_no_circle_and_their_levels_go_down(city, staff):
    city.city.parent = city.wanghe
    with pytest.raises(Refused, match="不能在自己下面"):
        keep(city.city, by=staff)
    with pytest.raises(Refused, match="层级"):
        keep(Area(name="某县", level="county", parent=city.wanghe), by=staff)


def test_terms_and_sessions_are_numbered_once_and_lie_in_their_time(city, staff):
    with pytest.raises(Refused, match="已经有市十六届"):
        keep(Term(area=city.city, number=16), by=staff)
    with pytest.raises(Refused, match="不在市十六届任期里"):
        keep(Session(term=city.term, number=9, since=date(2020, 1, 1)), by=staff)
    with pytest.raises(Refused, match="联络员"):
        keep(LiaisonPerson(body=city.unit, name="某", office_phone="1"), by=staff)


def test_roles_are_granted_for_delegations_stations_units_terms_and_sessions(city, staff):
    office = keep(unit(), by=staff)
    bureau = keep(unit("市交通局", parent=office), by=staff)
    station = keep(Body(kind="liaison_station", name="永宁站"), by=staff)
    keys = {
        scope: [key for key, _ in kind_of(scope).choices()]
        for scope in ("delegation", "station", "unit", "term")
    }
    assert keys["delegation"] == [body.key for body in city.delegations]
    assert keys["station"] == [station.key]
    assert set(keys["unit"]) == {office.key, bureau.key}
    assert f"term:{city.term.pk}" in keys["term"]
    assert f"session:{city.sessions[0].pk}" in keys["term"]
    assert place_name(bureau.key) == "市政府办公厅 → 市交通局"
    assert place_name(f"session:{city.sessions[1].pk}") == "市十六届二次会议"
    assert kind_of(Scope.UNIT).named("unit:999") == ""

"""New mandates: who may be elected to what."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Area, Body, Mandate, Tag, Term
from portal_apps.deputies.services import change_mandate, register_mandate, register_person
from portal_apps.deputies.states import State

from ..papers import paper


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff")


@pytest.fixture
def person(city, staff):
    return register_person(by=staff, values={"name": "方谷雨", "sex": "2", "phone": "13800000042"})


def test_a_by_election_goes_from_the_electing_unit_to_the_announcement(city, staff, person):
    elected = paper(deciding_body="望河区人大常委会", decided_on=date(2026, 1, 5))
    held = register_mandate(
        person,
        city.term,
        by=staff,
        facts=elected,
        source="by_election",
        electing_unit=city.unit,
        delegation=city.delegations[0],
        tags=Tag.objects.filter(name="妇女"),
    )
    first = held.changes.get()
    assert (held.state, first.ground, first.law) == (State.ELECTED, "by_election", "《选举法》第五十七条")
    change_mandate(held, "submit", by=staff, ground="review", facts=paper(decided_on=date(2026, 1, 9)))
    change_mandate(held, "confirm", by=staff, ground="valid", facts=paper(decided_on=date(2026, 1, 20)))
    held.refresh_from_db()
    assert (held.state, held.starts_on) == (State.CONFIRMED, date(2026, 1, 20))
    assert [tag.name for tag in held.tags.all()] == ["妇女"]


def test_deputies_in_office_before_the_system_are_taken_over_with_their_announcement(city, staff, person):
    held = register_mandate(person, city.term, by=staff, facts=paper(), verb="take_over")
    assert (held.state, held.starts_on) == (State.CONFIRMED, city.term.since)
    with pytest.raises(Refused, match="还缺：文号"):
        register_mandate(
            person, _term(city.wanghe), by=staff, facts=paper(document_number=""), verb="take_over"
        )


def _term(area: Area) -> Term:
    return Term.objects.create(area=area, number=15, since=date(2022, 1, 1))


def test_nobody_is_deputy_of_two_areas_that_do_not_belong_together(city, staff, person):
    register_mandate(person, _term(city.wanghe), by=staff, facts=paper())
    with pytest.raises(Refused, match=r"望河区和青坞区没有隶属关系.*第四十八条"):
        register_mandate(person, _term(city.qingwu), by=staff, facts=paper())


def test_deputies_of_several_levels_in_one_line_are_normal(city, staff, person):
    register_mandate(person, _term(city.wanghe), by=staff, facts=paper())
    register_mandate(person, city.term, by=staff, facts=paper())
    assert Mandate.objects.current().filter(person=person).count() == 2


def test_after_the_first_mandate_ended_another_area_may_elect(city, staff, person):
    held = register_mandate(person, _term(city.wanghe), by=staff, facts=paper(), verb="take_over")
    change_mandate(held, "propose", by=staff, ground="left_area", facts=paper())
    change_mandate(held, "terminate", by=staff, ground="left_area", facts=paper())
    register_mandate(person, _term(city.qingwu), by=staff, facts=paper())


def test_nobody_is_elected_twice_into_the_same_term(city, staff, person):
    register_mandate(person, city.term, by=staff, facts=paper())
    with pytest.raises(Refused, match="已经是市十六届的代表"):
        register_mandate(person, city.term, by=staff, facts=paper())


def test_a_delegation_of_another_term_or_an_ended_one_is_no_place(city, staff, person):
    other = Term.objects.create(area=city.city, number=17)
    foreign = Body.objects.create(kind="delegation", name="旧团", term=other)
    with pytest.raises(Refused, match="不属于市十六届"):
        register_mandate(person, city.term, by=staff, facts=paper(), delegation=foreign)
    over = Body.objects.create(kind="delegation", name="撤了的团", term=city.term, until=date(2024, 1, 1))
    with pytest.raises(Refused, match="已经结束"):
        register_mandate(person, city.term, by=staff, facts=paper(), delegation=over)
    with pytest.raises(Refused, match="不是选举单位"):
        register_mandate(person, city.term, by=staff, facts=paper(), electing_unit=city.delegations[0])


def test_an_editor_of_the_site_registers_nobody(city, user_for, person):
    with pytest.raises(PermissionDenied):
        register_mandate(person, city.term, by=user_for("editor"), facts=paper())

"""How far each role sees and does: one table over every verb and every role."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from PIL import Image

from foundation.accounts.roles import ROLES
from foundation.rights.may import visible
from foundation.rights.models import Grant
from foundation.rights.refusals import Refused
from foundation.rights.scopes import Scope, bounds_of
from portal_apps.deputies import services as do
from portal_apps.deputies.models import (
    Absence,
    Alert,
    Body,
    Mandate,
    MandateChange,
    Membership,
    Person,
    PublicOffice,
    Wish,
)
from portal_apps.deputies.states import State

from .papers import paper

DAY = date(2026, 3, 1)
STAFF = {"congress_staff"}


def picture() -> ContentFile:
    made = io.BytesIO()
    Image.new("RGB", (30, 40)).save(made, "PNG")
    return ContentFile(made.getvalue(), "我.png")


VERBS = {
    "register a person": (STAFF, lambda s: do.register_person(by=s.by, values={"name": "新"})),
    "edit": (STAFF, lambda s: do.edit_person(s.person, by=s.by, values={"duty": "院长"})),
    "register a mandate": (
        STAFF,
        lambda s: do.register_mandate(s.person, s.other_term, by=s.by, facts=paper()),
    ),
    "change": (
        STAFF,
        lambda s: do.change_mandate(s.held, "suspend", by=s.by, ground="custody", facts=paper()),
    ),
    "edit a mandate": (
        STAFF,
        lambda s: do.edit_mandate(
            s.held,
            by=s.by,
            tags=(),
            certificate_number="1",
            station=None,
            contact_member=None,
            constituency="",
        ),
    ),
    "set a photo": (STAFF, lambda s: do.set_photo(s.person, picture(), by=s.by)),
    "tie an account": (STAFF, lambda s: do.tie_account(s.person, None, by=s.by)),
    "correct": (STAFF, lambda s: do.correct_change(s.change, by=s.by, facts=paper())),
    "appoint": (
        STAFF,
        lambda s: do.appoint(s.person, s.body, "vice_leader", since=DAY, ground="推选", by=s.by),
    ),
    "end a post": (STAFF, lambda s: do.end_post(s.post, until=DAY, ground="改选", by=s.by)),
    "hold an office": (STAFF, lambda s: do.hold_office(s.person, "court", "院长", since=DAY, by=s.by)),
    "leave an office": (STAFF, lambda s: do.leave_office(s.office, until=DAY, by=s.by)),
    "record an absence": (
        STAFF,
        lambda s: do.record_absence(s.held, s.session, approved=True, ground="假条", by=s.by),
    ),
    "withdraw an absence": (STAFF, lambda s: do.withdraw_absence(s.absence, by=s.by, reason="误")),
    "close an alert": (STAFF, lambda s: do.close_alert(s.alert, by=s.by, outcome="属实")),
    "approve a wish": (STAFF, lambda s: do.approve_wish(s.wish, by=s.by)),
    "refuse a wish": (STAFF, lambda s: do.refuse_wish(s.wish, by=s.by, reason="不清")),
    "keep a body": (STAFF, lambda s: do.keep(Body(kind="working_body", name="法工委"), by=s.by)),
    "end a body": (STAFF, lambda s: do.end(s.empty, until=DAY, by=s.by)),
    "look up": ({"deputy", *STAFF}, lambda s: do.look_up(s.person, by=s.by)),
    "open a phone": (STAFF, lambda s: do.reveal(s.person, "phone", by=s.by, reason="通知")),
    "open an identity number": (STAFF, lambda s: do.reveal(s.person, "id_number", by=s.by, reason="核对")),
    "wish for another": (set(), lambda s: do.wish(s.person, by=s.by, values={"duty": "院长"})),
    "withdraw another's wish": (set(), lambda s: do.withdraw_wish(s.wish, by=s.by)),
    "share for another": (set(), lambda s: do.share(s.person, by=s.by, phone=False, email=False)),
}


@pytest.fixture
def scene(city, user_for):
    """Everything the verbs are tried on; `by` is set by the test."""
    s = type("Scene", (), {})()
    s.held = city.deputy(shares_phone=True, phone="13800000042", account=user_for("deputy"))
    s.person, s.body, s.empty, s.session = (
        s.held.person,
        city.delegations[0],
        city.delegations[1],
        city.sessions[2],
    )
    s.other_term = type(city.term).objects.create(area=city.wanghe, number=15)
    s.change = MandateChange.objects.create(
        mandate=s.held, verb="confirm", to_state=State.CONFIRMED, decided_on=DAY
    )
    s.post = Membership.objects.create(person=s.person, mandate=s.held, body=s.body, post="leader")
    s.office = PublicOffice.objects.create(person=s.person, branch="court", title="院长")
    s.absence = Absence.objects.create(mandate=s.held, session=city.sessions[0], ground="表")
    s.alert = Alert.objects.create(kind="moved", person=s.person, text="x", law="y")
    s.wish = Wish.objects.create(person=s.person, by=s.person.account, said='{"duty": ["", "院长"]}')
    return s


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_asks_each_role(scene, user_for, verb):
    """All roles in one scene: the refused ones first, they change nothing; then one that may."""
    holders, attempt = VERBS[verb]
    before = Mandate.objects.values_list("state", flat=True).get()
    for role in (role.key for role in ROLES if role.key not in holders):
        scene.by = user_for(role)
        with pytest.raises(PermissionDenied):
            attempt(scene)
    assert Mandate.objects.values_list("state", flat=True).get() == before
    for role in holders:
        scene.by = user_for(role)
        attempt(scene)


def granted(user_for, role: str, place: str):
    user = user_for(role)
    Grant.objects.create(person=user, role=role, place=place, ground="x", state="in_force")
    return user


def test_lists_show_what_lies_within_the_places_of_a_grant(city, user_for):
    station = Body.objects.create(kind="liaison_station", name="永宁站")
    here = city.deputy("甲", account=user_for("deputy"), station=station)
    there = city.deputy("乙", delegation=city.delegations[1])
    old = type(city.term).objects.create(area=city.city, number=15)
    before = city.deputy("丙", term=old, delegation=None)

    def seen(user) -> set[str]:
        people = set(visible(user, "deputies.read", Person.objects.all()).values_list("name", flat=True))
        mandates = visible(user, "deputies.read", Mandate.objects.all()).values_list(
            "person__name", flat=True
        )
        assert people == set(mandates)
        return people

    assert seen(here.person.account) == {"甲"}
    assert seen(granted(user_for, "delegation_staff", city.delegations[1].key)) == {there.person.name}
    assert seen(granted(user_for, "station_admin", station.key)) == {"甲"}
    assert seen(granted(user_for, "session_secretariat", f"session:{city.sessions[0].pk}")) == {"甲", "乙"}
    assert seen(granted(user_for, "session_secretariat", f"term:{old.pk}")) == {before.person.name}
    assert seen(user_for("committee_staff")) == {"甲", "乙", "丙"}
    for role in (
        "editor",
        "unit_handler",
        "security_admin",
        "audit_admin",
        "system_admin",
        "delegation_staff",
    ):
        assert seen(user_for(role)) == set()


def test_a_unit_is_reached_with_what_stands_below_it(city):
    office = Body.objects.create(kind="handling_unit", name="市政府办公厅", organ="government")
    bureau = Body.objects.create(kind="handling_unit", name="市交通局", organ="government", parent=office)
    Body.objects.create(kind="handling_unit", name="市教育局", organ="government")
    within = bounds_of(Body).within(Scope.UNIT, None, frozenset({office.key, "unit:x", "delegation:1"}))
    assert set(Body.objects.filter(within)) == {office, bureau}


def test_a_deputy_does_for_themselves_what_the_table_gives(scene):
    me = scene.person.account
    assert do.reveal(scene.person, "phone", by=me, reason="") == "13800000042"
    do.share(scene.person, by=me, phone=False, email=True)
    do.withdraw_wish(scene.wish, by=me)
    do.wish(scene.person, by=me, values={"duty": "院长"})
    with pytest.raises(Refused):
        do.wish(scene.person, by=me, values={"name": "改名"})

"""How far a right reaches: the same condition answers for one thing and for a list."""

import pytest
from django.db.models import Q

from foundation.notices.models import Notice
from foundation.rights import scopes
from foundation.rights.may import may, visible
from foundation.rights.models import Grant, State
from foundation.rights.scopes import Bounds, register_bounds

from .conftest import fresh

READ = "suggestions.read"


@pytest.fixture
def things(user_for, monkeypatch):
    """Notices stand for cases here: `kind` is the unit they belong to, `person` whose they are, `url` public or not."""
    monkeypatch.setattr(scopes, "_bounds", dict(scopes._bounds))
    register_bounds(
        Notice,
        Bounds(
            own=lambda user: Q(person=user),
            unit=lambda places: Q(kind__in=places),
            public=lambda: Q(url="/public/"),
        ),
    )
    deputy = user_for("deputy")
    rows = [("unit:1", deputy, ""), ("unit:2", deputy, "/public/"), ("unit:2", user_for("deputy"), "")]
    made = [
        Notice.objects.create(person=person, template="t", kind=kind, title="题", text="文", url=url)
        for kind, person, url in rows
    ]
    return deputy, made


def seen(user, made) -> list[int]:
    """Numbers of the rows in a list; each is answered alone as well."""
    listed = set(visible(user, READ, Notice.objects.all()))
    alone = {one for one in made if may(user, READ, one)}
    assert listed == alone
    return [number for number, one in enumerate(made) if one in listed]


def grant(user, role, place) -> None:
    Grant.objects.create(person=user, role=role, place=place, ground="分工", state=State.IN_FORCE)


def test_a_deputy_reads_their_own_staff_all_and_the_office_what_is_public(things, user_for):
    deputy, made = things
    assert seen(deputy, made) == [0, 1]
    assert seen(user_for("congress_staff"), made) == [0, 1, 2]
    assert seen(user_for("editor"), made) == [1]
    assert seen(user_for("audit_admin"), made) == []


def test_a_unit_reads_what_it_was_granted_for_and_nothing_without_a_grant(things, user_for):
    _, made = things
    handler = user_for("unit_handler")
    assert seen(handler, made) == []
    grant(handler, "unit_handler", "unit:2")
    assert seen(fresh(handler), made) == [1, 2]
    grant(handler, "unit_handler", "unit:1")
    assert seen(fresh(handler), made) == [0, 1, 2]


def test_a_place_granted_for_one_role_gives_another_role_nothing(things, user_for):
    _, made = things
    handler = user_for("unit_handler")
    grant(handler, "unit_head", "unit:1")
    assert seen(fresh(handler), made) == []


def test_two_roles_of_one_person_add_up(things, user_for):
    _, made = things
    person = user_for("editor")
    person.groups.add(*user_for("unit_handler").groups.all())
    grant(person, "unit_handler", "unit:1")
    assert seen(fresh(person), made) == [0, 1]


def test_a_model_nobody_described_is_seen_only_by_those_who_see_all(user_for, rf):
    deputy = user_for("deputy")
    assert not visible(deputy, READ, Grant.objects.all()).exists()
    grant(deputy, "deputy", "")
    assert not visible(deputy, READ, Grant.objects.all()).exists()
    assert visible(user_for("congress_staff"), READ, Grant.objects.all()).exists()

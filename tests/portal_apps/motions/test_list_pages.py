"""The pages of lists: queues, search, conditions; how many questions the database is asked."""

import re

import pytest

from portal_apps.motions import services as do
from portal_apps.motions.models import Category
from portal_apps.motions.queues import QUEUES

from .house import grant, make_user

pytestmark = pytest.mark.django_db


def titles(answer) -> list[str]:
    assert answer.status_code == 200
    return re.findall(r'<th scope="row"><a href="[^"]+">(.*?)</a>', answer.content.decode())


@pytest.fixture
def ask(house, client_for):
    """`ask(person, "queues/reply/", unit=3)` → the answer."""

    def get(person, address: str, **asked):
        return client_for(person).get(f"/motions/{address}", asked)

    return get


def test_a_queue_shows_what_is_late_first_with_the_day_and_counts(house, ask, moment):
    late = house.signed_for()
    moment("2026-06-01 09:00+08:00")
    new = house.signed_for()
    moment("2026-06-09 09:00+08:00")
    answer = ask(house.person("unit_handler"), "queues/contact/")
    assert titles(answer) == [late.item.title, new.item.title]
    page = answer.content.decode()
    assert "逾期 1 件" in page
    assert "<b>1 天</b>" in page
    assert "2026-06-08" in page


def test_every_queue_opens_for_who_has_it_and_for_nobody_else(house, client_for):
    house.replied(house.promised(house.contacted()))
    for role in ("congress_staff", "unit_handler", "government_office", "council_member", "committee_staff"):
        person = house.person(role)
        client = client_for(person)
        for queue in QUEUES:
            status = client.get(f"/motions/queues/{queue.key}/").status_code
            from foundation.rights.may import may

            assert status == (200 if may(person, queue.verb) else 403), (role, queue.key)
    assert client_for(house.staff).get("/motions/queues/nothing/").status_code == 404


def test_the_first_page_waits_for_what_the_queues_know(house, ask):
    house.proposed()
    page = ask(house.staff, "").content.decode()
    assert "有 1 件等您办" in page
    assert titles(ask(house.staff, "queues/assign/")) != []


def test_words_are_marked_where_they_stand(house, ask):
    house.accepted()
    page = ask(house.staff, "", tab="all", text="引桥").content.decode()
    assert "<mark>引桥</mark>" in page
    assert "条件" in page


def test_words_of_the_text_are_not_shown_to_who_reads_the_summary_only(house, ask):
    item = house.judged().item
    do.publish(item, by=house.staff, publicity="summary", summary="大桥行人安全", reason="涉及他人")
    stranger = house.deputies(2)[1].person.account
    assert "<mark>行人</mark>" in (page := ask(stranger, "", tab="all", text="行人").content.decode())
    assert "引桥" not in page


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        ({"kind": "suggestion"}, True),
        ({"kind": "motion"}, False),
        ({"state": "assigned"}, True),
        ({"state": "closed"}, False),
        ({"year": "2026"}, True),
        ({"year": "2025"}, False),
        ({"year": "x"}, True),
        ({"sponsor": "代表1"}, True),
        ({"sponsor": "没有这个人"}, False),
        ({"result": "B"}, True),
        ({"result": "C"}, False),
        ({"grade": "satisfied"}, True),
        ({"grade": "dissatisfied"}, False),
        ({"grade": "none"}, False),
        ({"promise": "open"}, True),
        ({"promise": "late"}, False),
        ({"promise": "fulfilled"}, False),
        ({"lamp": "red"}, False),
        ({"key": "on"}, False),
        ({"followed": "on"}, False),
    ],
    ids=str,
)
def test_each_condition_leaves_what_fits(house, ask, asked, hit):
    house.tracked()
    assert bool(titles(ask(house.staff, "", tab="all", **asked))) is hit


def test_conditions_that_name_something(house, ask, moment):
    handling = house.signed_for()
    below = Category.objects.create(parent=handling.item.category, name="道路")
    handling.item.category = below
    handling.item.save()
    staff, top = house.staff, below.parent_id
    for asked in (
        {"unit": house.court.pk},
        {"category": top},
        {"category": below.pk},
        {"term": handling.item.term_id},
        {"delegation": handling.item.delegation_id},
    ):
        assert len(titles(ask(staff, "", tab="all", **asked))) == 1, asked
    assert titles(ask(staff, "", tab="all", unit=house.union.pk)) == []
    do.follow(handling.item, by=staff)
    assert len(titles(ask(staff, "", tab="all", followed="on"))) == 1
    moment("2026-06-09 09:00+08:00")
    assert len(titles(ask(staff, "", tab="all", lamp="red"))) == 1
    assert len(titles(ask(staff, "queues/watch/", unit=house.court.pk, text="引桥"))) == 1
    assert titles(ask(staff, "queues/watch/", unit=house.union.pk)) == []


def test_what_units_and_deputies_think_is_no_way_around_what_one_may_read(house, ask):
    item = house.judged().item
    do.publish(item, by=house.staff, publicity="full")
    stranger = house.deputies(2)[1].person.account
    assert len(titles(ask(stranger, "", tab="all"))) == 1
    assert titles(ask(stranger, "", tab="all", grade="satisfied")) == []
    assert titles(ask(stranger, "", tab="all", result="A")) == []


def test_a_page_of_twenty_asks_no_more_than_a_page_of_one(house, client_for, django_assert_max_num_queries):
    client = client_for(house.staff)
    house.assigned()
    for address in ("/motions/?tab=all", "/motions/?tab=all&text=引桥", "/motions/queues/watch/"):
        client.get(address)
        with django_assert_max_num_queries(60) as one:
            client.get(address)
        first = len(one)
        for _ in range(2):
            house.assigned(do.Place(house.court), do.Place(house.union, "assist"))
        with django_assert_max_num_queries(first + 1):
            client.get(address)


def test_the_list_of_a_unit_is_its_own(house, ask):
    house.assigned()
    other = house.at(house.union)
    assert titles(ask(other, "", tab="all")) == []
    assert len(titles(ask(house.at(house.court), "", tab="all"))) == 1


# views


def test_a_view_is_kept_shared_with_the_office_and_shows_each_what_is_theirs(house, client_for):
    staff, colleague = house.staff, make_user("congress_staff")
    client = client_for(staff)
    client.post("/motions/views/", {"name": "法院的", "unit": house.court.pk, "text": "引桥", "kind": ""})
    assert "法院的" in client.get("/motions/?tab=all").content.decode()
    view = _views(staff).get()
    assert view.query == f"text=%E5%BC%95%E6%A1%A5&unit={house.court.pk}"
    assert "法院的" not in client_for(colleague).get("/motions/?tab=all").content.decode()
    client.post(f"/motions/views/{view.pk}/", {"do": "share"})
    assert "法院的" in client_for(colleague).get("/motions/?tab=all").content.decode()
    handler = grant(make_user("unit_handler"), "unit_handler", house.court.key)
    assert "法院的" not in client_for(handler).get("/motions/?tab=all").content.decode()
    assert client_for(colleague).post(f"/motions/views/{view.pk}/", {"do": "drop"}).status_code == 404
    client.post(f"/motions/views/{view.pk}/", {"do": "drop"})
    assert not _views(staff).exists()


def _views(person):
    from portal_apps.motions.models import SavedView

    return SavedView.objects.filter(owner=person)


def test_views_move_up_and_the_same_name_is_the_same_view(house, client_for):
    client = client_for(house.staff)
    for name in ("甲", "乙", "甲"):
        client.post("/motions/views/", {"name": name, "state": "closed" if name == "甲" else ""})
    assert [one.name for one in _views(house.staff)] == ["甲", "乙"]
    client.post(f"/motions/views/{_views(house.staff).last().pk}/", {"do": "up"})
    assert [one.name for one in _views(house.staff)] == ["乙", "甲"]
    client.post("/motions/views/", {"name": " "})
    assert _views(house.staff).count() == 2


def test_a_deputy_keeps_views_but_has_no_office_to_share_them_with(house, client_for):
    client = client_for(house.lead)
    client.post("/motions/views/", {"name": "我的", "state": "closed"})
    assert client.post(f"/motions/views/{_views(house.lead).get().pk}/", {"do": "share"}).status_code == 403

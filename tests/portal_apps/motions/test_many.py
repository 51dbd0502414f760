"""Many cases at once: row by row, each whole, each with its result, once."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from foundation.audit.models import AuditAct
from foundation.jobs.services import run_waiting
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.clocks import open_clock
from portal_apps.motions.models import Category, Errand, Handling, Item
from portal_apps.motions.services.many import run

pytestmark = pytest.mark.django_db


def results(errand) -> dict[int, tuple[bool | None, str]]:
    return {row.key: (row.done, row.why) for row in errand.rows.all()}


def posted(item, *places, **more) -> dict[str, str]:
    """The units of one case as the page sends them: (role, name, task, day)."""
    key = f"i{item.pk}"
    sent = {f"{key}-TOTAL_FORMS": len(places), f"{key}-INITIAL_FORMS": 0}
    for number, place in enumerate(places):
        sent |= {
            f"{key}-{number}-{name}": value
            for name, value in zip(("role", "unit", "task", "wanted_on"), place, strict=False)
        }
    return {name: str(value) for name, value in (sent | more).items()}


def test_a_meeting_assigns_the_list_with_units_tasks_and_days_from_its_own_day(house, client_for, moment):
    first, second = house.accepted(), house.proposed()
    moment("2026-05-13 09:00+08:00")
    client = client_for(house.staff)
    page = client.get("/motions/many/assign/", {"pick": [first.pk, second.pk], "from": "assign"})
    assert page.content.decode().count('name="pick"') == 2
    assert 'value="市中级法院"' in page.content.decode()
    sent = {
        "uid": str(page.context["uid"]),
        "pick": [f"{one.pk}:{one.version}" for one in (first, second)],
        "held_on": "2026-05-12",
        "paper": "2026年交办会",
        **posted(first, ("main", "市交通局", "牵头", "2026-07-01"), ("assist", "市财政局", "资金", "")),
        **posted(second, ("main", "市中级法院", "", "")),
    }
    answer = client.post("/motions/many/assign/", sent, follow=True)
    assert "办成 2 件" in answer.content.decode()
    handling = Handling.objects.get(item=first, role="main")
    assert (handling.unit, handling.task, handling.wanted_on) == (house.transport, "牵头", date(2026, 7, 1))
    assert handling.assigned_on == date(2026, 5, 12)
    assert open_clock(second.handlings.get(), "reply").due_on == date(2026, 8, 12)
    assert second.events.get(verb="assign").reason == "2026年交办会"

    again = client.post("/motions/many/assign/", sent, follow=True)
    assert "办成 2 件" in again.content.decode()
    assert Errand.objects.count() == 1
    assert first.events.filter(verb="assign").count() == 1
    assert AuditAct.objects.filter(verb="motions.assign").count() + _heads("motions.assign") == 2


def _heads(verb: str) -> int:
    from foundation.audit.models import AuditRecord

    return AuditRecord.objects.filter(verb=verb).count()


def test_a_row_that_does_not_fit_stays_and_says_why_and_the_others_are_done(house):
    good, bad = house.proposed(), house.accepted()
    rows = {str(bad.pk): {"places": [[house.court.pk, "separate", "", None]], "reason": ""}}
    errand = do.ask_many(
        "assign", [(good.pk, good.version), (bad.pk, bad.version)], by=house.staff, asked={"rows": rows}
    )
    told = results(errand)
    assert told[good.pk] == (True, "")
    assert told[bad.pk][0] is False
    assert "分别办理" in told[bad.pk][1]
    bad.refresh_from_db()
    assert (bad.state, bad.handlings.count()) == ("accepted", 0)


def test_who_changed_a_case_meanwhile_is_not_run_over(house):
    item = house.proposed()
    seen = item.version
    do.propose_units(item, by=house.staff, units=[do.Place(house.union)])
    errand = do.ask_many("assign", [(item.pk, seen)], by=house.staff)
    assert results(errand)[item.pk][0] is False
    assert Item.objects.get(pk=item.pk).state == "assignment_proposed"


def test_units_may_be_proposed_without_being_assigned(house, client_for):
    item = house.accepted()
    sent = {
        "pick": f"{item.pk}:{item.version}",
        "held_on": "2026-05-11",
        "do": "propose",
        "uid": str(uuid.uuid4()),
    }
    client_for(house.staff).post(
        "/motions/many/assign/", sent | posted(item, ("main", "市总工会", "调研", ""))
    )
    item.refresh_from_db()
    assert (item.state, item.handlings.get().task) == ("assignment_proposed", "调研")


def test_a_unit_nobody_knows_and_a_day_to_come_are_said_at_the_field(house, client_for):
    item = house.accepted()
    sent = {"pick": f"{item.pk}:{item.version}", "held_on": "2027-05-11"}
    answer = client_for(house.staff).post(
        "/motions/many/assign/", sent | posted(item, ("main", "市外星局", "", ""))
    )
    assert answer.status_code == 422
    assert "市外星局" in (page := answer.content.decode())
    assert "还没有到" in page
    assert not Errand.objects.exists()


def test_many_are_urged_at_once_and_who_answered_meanwhile_is_left_out(house, client_for):
    waiting, answered = house.signed_for(), house.replied()
    client = client_for(house.staff)
    sent = {"pick": [waiting.pk, answered.pk], "words": "请于本周答复", "uid": str(uuid.uuid4())}
    answer = client.post("/motions/many/urge/", sent, follow=True)
    assert "办成 1 件，没有办 1 件" in answer.content.decode()
    assert waiting.urgings.get().text == "请于本周答复"
    assert not answered.urgings.exists()


def test_many_are_classified_and_signed_for(house):
    items = [house.accepted(), house.accepted()]
    category = Category.objects.latest("pk")
    asked = {"category": category.pk}
    do.ask_many("classify", [(one.pk, one.version) for one in items], by=house.staff, asked=asked)
    assert {one.category for one in Item.objects.filter(pk__in=[one.pk for one in items])} == {category}
    handlings = [house.handling(), house.handling()]
    do.ask_many("sign_for", [(one.pk, None) for one in handlings], by=house.at(house.court))
    assert {one.state for one in Handling.objects.filter(pk__in=[one.pk for one in handlings])} == {
        "accepted"
    }


def test_a_unit_signs_for_nothing_of_another(house):
    theirs = house.handling()
    errand = do.ask_many("sign_for", [(theirs.pk, None)], by=house.at(house.union))
    assert results(errand)[theirs.pk][0] is False
    theirs.refresh_from_db()
    assert theirs.state == "assigned"


@pytest.mark.parametrize("kind", ["assign", "classify", "urge", "sign_for", "propose_units"])
def test_who_may_not_do_one_may_not_do_many(house, kind):
    item = house.accepted()
    with pytest.raises(PermissionDenied):
        do.ask_many(kind, [(item.pk, None)], by=house.lead)


def test_a_long_list_is_done_by_a_worker_with_progress_and_goes_on_where_it_stopped(
    house, client_for, decided
):
    decided("motions.at_once", 1)
    items = [house.proposed() for _ in range(3)]
    errand = do.ask_many("assign", [(one.pk, one.version) for one in items], by=house.staff)
    client = client_for(house.staff)
    assert "0/3 件" in client.get(f"/motions/errands/{errand.pk}/").content.decode()
    row = errand.rows.first()
    row.done = True  # a worker got so far and died
    row.save()
    run_waiting()
    assert "办成 3 件" in client.get(f"/motions/errands/{errand.pk}/").content.decode()
    assert [Item.objects.get(pk=one.pk).state for one in items] == [
        "assignment_proposed",
        "assigned",
        "assigned",
    ]
    run(errand)
    assert items[1].events.filter(verb="assign").count() == 1
    assert client_for(house.lead).get(f"/motions/errands/{errand.pk}/").status_code == 404


def test_an_errand_is_its_askers_and_not_endless(house, decided):
    item = house.proposed()
    uid = uuid.uuid4()
    do.ask_many("assign", [(item.pk, None)], by=house.staff, uid=uid)
    with pytest.raises(PermissionDenied):
        do.ask_many("assign", [(item.pk, None)], by=house.person("session_secretariat"), uid=uid)
    decided("motions.many_most", 20)
    with pytest.raises(Refused, match="1 到 20"):
        do.ask_many("assign", [(one, None) for one in range(21)], by=house.staff)

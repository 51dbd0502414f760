"""Every number is the number of items its list shows, and what it says is what the rows of the business say."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal_apps.motions import services as do
from portal_apps.motions.models import Fact, Item
from portal_apps.motions.reach import readable
from portal_apps.motions.statistics.counting import breakdown, by_year, numbers, promises, quotas
from portal_apps.motions.statistics.facts import settle, work_out, work_out_all
from portal_apps.motions.statistics.figures import BY_KEY, FIGURES
from portal_apps.motions.statistics.page import ranking
from portal_apps.motions.statistics.scope import DIMENSIONS, Scope, read
from tests.services.people import make_user

from .made import GRADES, TODAY, MadeItem, MadePart, items, make

pytestmark = pytest.mark.django_db
WORST = {grade: place for place, grade in enumerate(GRADES)}


def listed(number, user) -> int:
    """How many items the list shows that the number leads to."""
    drilled = read(number.address)
    return readable(user).filter(drilled.condition(user, TODAY)).count()


def told(said: MadeItem) -> dict[str, bool]:
    """What the figures should say of one item, in plain Python."""
    parts = said.parts if said.state in ("assigned", "closed") else ()
    filed = said.state != "returned_for_revision"
    answered = bool(parts) and all(part.late is not None for part in parts)
    grades = [part.grades[-1][1] for part in parts if part.late is not None and part.grades]
    worst = max(grades, key=WORST.get, default="") if answered else ""
    open_dues = [part.due for part in parts if part.late is None]
    promised = [one for part in parts if part.late is not None for one in part.promises]
    return {
        "filed": filed,
        "repeated": filed and bool(said.repeated),
        "key": filed and said.key,
        "assigned": bool(parts),
        "answered": answered,
        "in_time": answered and all(part.late <= 0 for part in parts),
        "late": answered and any(part.late > 0 for part in parts),
        "overdue": any(due < 0 for due in open_dues),
        "in_person": answered and all(part.contact == "talk" for part in parts),
        "contacted": answered and all(part.contact for part in parts),
        "judged": worst != "",
        "unjudged": answered and worst == "",
        "result_good": worst == "satisfied",
        "result_bad": worst == "dissatisfied",
        "redo": any(part.late is not None and len(part.grades) == 2 for part in parts),
        "promised": bool(promised),
        "kept": any(state == "fulfilled" for state, _ in promised),
        "broken": any(state == "open" and days < 0 for state, days in promised),
    }


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=st.lists(items, min_size=1, max_size=6))
def test_each_number_counts_what_its_list_shows(house, said):
    staff = house.staff
    with transaction.atomic():
        made = [make(house, one) for one in said]
        work_out(item.pk for item in made)
        for scope in (Scope(), Scope(2026), Scope(2026, {"unit": house.court.pk})):
            for number in numbers(scope, TODAY).values():
                assert listed(number, staff) == number.value, number.figure.key
        for by in DIMENSIONS:
            for line in breakdown(Scope(2026), by, TODAY):
                for number in line.numbers.values():
                    assert listed(number, staff) == number.value, (by, number.figure.key)
        whole = numbers(Scope(), TODAY)
        oracle = [told(one) for one in said]
        assert {key: whole[key].value for key in oracle[0]} == {
            key: sum(one[key] for one in oracle) for key in oracle[0]
        }
        transaction.set_rollback(True)


def test_every_figure_says_what_it_counts_on_which_text_and_of_what():
    for figure in FIGURES:
        assert figure.means
        assert figure.part_of == "" or figure.part_of in BY_KEY


def answered(grade: str = "satisfied", unit_parts: int = 1) -> MadeItem:
    grades = ((("satisfied", grade),),) if grade else ((),)
    return MadeItem("assigned", parts=(MadePart(-5, -1, grades=grades[0]),) * unit_parts)


def test_who_does_not_evaluate_is_neither_satisfied_nor_hidden_unless_the_rule_says_so(house):
    for grade in ("satisfied", "dissatisfied", ""):
        make(house, answered(grade))
    work_out_all()
    found = numbers(Scope(2026), TODAY)
    rate = {one.rate.key: one for one in quotas(found, "exclude")}["satisfied"]
    assert (rate.part, rate.whole) == (1, 2)
    assert "1 件不计入分母" in rate.note
    rate = {one.rate.key: one for one in quotas(found, "satisfied")}["satisfied"]
    assert (rate.part, rate.whole) == (2, 3)
    assert "视为满意" in rate.note


def test_an_item_of_two_units_is_one_of_the_city_and_one_of_each_unit(house):
    make(house, answered("satisfied", unit_parts=2))
    work_out_all()
    assert numbers(Scope(2026), TODAY)["answered"].value == 1
    assert [line.value("answered") for line in breakdown(Scope(2026), "unit", TODAY)] == [1, 1]


def test_promises_are_counted_one_by_one(house):
    said = (("fulfilled", -9), ("open", -3), ("open", 30))
    make(house, MadeItem("assigned", parts=(MadePart(-20, -1, promises=said),)))
    work_out_all()
    found = promises(Scope(2026), TODAY)
    assert (found.kept, found.broken, found.open, found.due, found.percent) == (1, 1, 1, 2, "50.0%")
    assert promises(Scope(2026, {"unit": house.court.pk}), TODAY) == found


def test_a_unit_with_few_judged_replies_is_not_ranked(house):
    make(house, answered())
    work_out_all()
    assert ranking(Scope(2026), TODAY) == ([], 1)
    lines, few = ranking(Scope(2026), TODAY, least=1)
    assert (lines[0].percent, few) == ("100.0%", 0)


def test_what_happens_is_counted_with_the_next_look(house):
    house.replied()
    settle()
    assert numbers(Scope())["unjudged"].value == 1
    part = Item.objects.get().handlings.get()
    do.evaluate(part, by=house.lead, attitude="satisfied", grade="basically_satisfied")
    settle()
    assert numbers(Scope())["result_fair"].value == 1
    assert by_year(Scope())[0].value("judged") == 1
    before = list(Fact.objects.order_by("item", "unit").values_list("item", "unit", "result", "in_time"))
    work_out_all()
    assert (
        list(Fact.objects.order_by("item", "unit").values_list("item", "unit", "result", "in_time")) == before
    )


def test_a_figure_of_one_unit_is_no_business_of_another(house):
    make(house, answered("dissatisfied"))
    work_out_all()
    number = numbers(Scope(2026, {"unit": house.court.pk}), TODAY)["result_bad"]
    assert listed(number, house.at(house.court)) == number.value == 1
    assert listed(number, house.at(house.union)) == 0
    assert listed(number, make_user("deputy")) == 0
    assert listed(numbers(Scope(2026), TODAY)["filed"], house.at(house.court)) == 0


def test_a_wrong_address_asks_nothing():
    for text in ("", "filed", "nothing~2026", "filed~x", "filed~2026~unit=x", "filed~2026~place=1", "~"):
        found = read(text)
        assert found is None or found.scope == Scope()


def test_the_page_asks_the_database_as_often_however_many_items_there_are(house, client_for):
    staff = client_for("congress_staff")
    make(house, answered())
    work_out_all()
    staff.get("/motions/figures/")
    with CaptureQueriesContext(connection) as few:
        staff.get("/motions/figures/")
    for _ in range(5):
        make(house, answered("dissatisfied"))
    work_out_all()
    with CaptureQueriesContext(connection) as many:
        page = staff.get("/motions/figures/")
    assert len(many) <= len(few)
    assert page.context["page"].numbers["filed"].value == 6

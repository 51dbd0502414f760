"""A change of term: bodies anew, posts ended, rights of those who leave reduced, unfinished cases untouched."""

import json
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.deadlines.models import Clock
from foundation.notices.models import Notice
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body, Mandate, Membership, Term
from portal_apps.deputies.rollover.engine import roll_over
from portal_apps.deputies.rollover.rehearse import COPY, TAKEN_BACK

DAY = date(2028, 1, 8)


@pytest.fixture
def house(city, user_for, moment):
    """Three deputies with accounts: one leaves, one is elected again, one stays deputy of a district."""
    moment("2028-01-05 09:00+08:00")
    committee = Body.objects.create(kind="standing_committee", name="常务委员会", term=city.term)
    Body.objects.create(kind="deputy_group", name="一组", term=city.term, parent=city.delegations[0])
    people = {}
    for name in ("离任", "连任", "区代表"):
        people[name] = city.deputy(name, account=user_for("deputy", display_name=name))
    Membership.objects.create(
        person=people["离任"].person,
        mandate=people["离任"],
        body=committee,
        post="member",
        since=date(2023, 1, 12),
    )
    new = Term.objects.create(area=city.city, number=17)
    Mandate.objects.create(person=people["连任"].person, term=new, state="elected")
    district = Term.objects.create(area=city.wanghe, number=12, since=date(2027, 1, 1))
    Mandate.objects.create(
        person=people["区代表"].person, term=district, state="confirmed", starts_on=date(2027, 1, 1)
    )
    return city, people


def roles(mandate) -> set[str]:
    account = type(mandate.person.account).objects.get(pk=mandate.person.account_id)
    return {role.key for role in account.roles}


@pytest.mark.django_db
def test_a_new_term_begins_and_the_old_one_ends_by_date(house, moment):
    city, people = house
    report = roll_over(city.term, since=DAY, ground="示例〔2028〕1号", by=None)
    counted = ("新一届登记的代表", "其中连任", "不再担任代表", "改为只看自己履职档案的账号", "照旧的账号")
    assert [report.numbers[name] for name in counted] == [1, 1, 1, 1, 2]
    term = Term.objects.get(area=city.city, number=17)
    city.term.refresh_from_db()
    assert (term.since, city.term.until) == (DAY, date(2028, 1, 7))
    assert {body.name for body in Body.objects.filter(term=term)} == {
        "望河代表团",
        "青坞代表团",
        "常务委员会",
        "一组",
    }
    assert Body.objects.get(term=term, name="一组").parent.term == term
    assert Membership.objects.get().until == date(2028, 1, 7)
    moment("2028-01-09 09:00+08:00")
    assert [mandate.person.name for mandate in Mandate.objects.serving()] == ["区代表"]
    assert not Mandate.objects.filter(state="terminated").exists()
    assert (roles(people["离任"]), roles(people["连任"])) == ({"former_deputy"}, {"deputy"})
    assert roles(people["区代表"]) == {"deputy"}
    assert report.stops == ["连任：当选，待资格审查，确认以前不能履职"]


@pytest.mark.django_db
def test_done_twice_it_changes_nothing_more(house):
    city, _ = house
    roll_over(city.term, since=DAY, ground="示例〔2028〕1号", by=None)
    again = roll_over(city.term, since=DAY, ground="示例〔2028〕1号", by=None)
    changed = ("新一届建的机构", "随上一届结束的机构", "随上一届结束的任职", "改为只看自己履职档案的账号")
    assert [again.numbers[name] for name in changed] == [0, 0, 0, 0]


@pytest.mark.django_db
def test_unfinished_cases_go_on(house, user_for):
    from foundation.deadlines.kinds import ClockKind, kinds, register_clock
    from foundation.deadlines.services import start

    city, people = house
    responsible = [people["离任"].person.account]
    levels = {level: (lambda case: responsible) for level in ("responsible", "superior", "administrator")}
    register_clock(ClockKind("tests.rollover", "答复代表", "suggestion.reply_months", **levels))
    try:
        clock = start(
            Group.objects.create(name="第 1 号建议"), "tests.rollover", by=user_for("congress_staff")
        )
        before = Clock.objects.filter(pk=clock.pk).values().get()
        report = roll_over(city.term, since=DAY, ground="示例〔2028〕1号", by=None)
        assert report.numbers["没办完、照常继续的期限"] == 1
        assert Clock.objects.filter(pk=clock.pk).values().get() == before
    finally:
        kinds.pop("tests.rollover")


@pytest.mark.django_db
def test_what_cannot_be_is_refused_with_a_sentence(house):
    city, _ = house
    with pytest.raises(Refused, match="依据"):
        roll_over(city.term, since=DAY, ground=" ", by=None)
    with pytest.raises(Refused, match="在它以后"):
        roll_over(city.term, since=date(2023, 1, 10), ground="x", by=None)
    with pytest.raises(CommandError, match="找不到"):
        call_command("rehearse_rollover", term=30)


def everything() -> dict[str, list]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
        return found


@pytest.mark.django_db(transaction=True)
def test_a_rehearsal_says_what_would_change_and_leaves_every_row_as_it_was(house):
    assert house
    before = everything()
    out = StringIO()
    call_command("rehearse_rollover", "--term", "17", "--since", "2028-01-08", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert (report["term"], report["former"]) == ("市十七届", "市十六届")
    numbers = {name: count for step in report["steps"] for name, count in step["numbers"].items()}
    assert (numbers["新一届建的机构"], numbers["改为只看自己履职档案的账号"]) == (4, 1)
    assert report["where"] == (COPY if connection.vendor == "sqlite" else TAKEN_BACK)
    assert everything() == before
    assert not Notice.objects.exists()
    told = StringIO()
    call_command("rehearse_rollover", "--term", "17", stdout=told)
    assert "改为只看自己履职档案的账号：1" in told.getvalue()
    assert "不能继续：连任：" in told.getvalue()

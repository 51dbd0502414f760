"""Kinds of clocks and cases that tests give out, taken back afterwards."""

import pytest
from django.contrib.auth.models import Group

from foundation.deadlines.kinds import ClockKind, kinds, register_clock

PEOPLE = {"responsible": [], "superior": [], "administrator": []}


@pytest.fixture
def people():
    """Who is responsible, superior, administrator; a test fills the lists."""
    for group in PEOPLE.values():
        group.clear()
    return PEOPLE


@pytest.fixture
def clock_kind():
    """`clock_kind("suggestion.return_wd", …)` registers a kind under that rule and gives its name."""
    before = dict(kinds)

    def register(rule: str = "suggestion.reply_months", key: str = "", **options) -> str:
        key = key or f"test.{rule}"
        kinds.pop(key, None)
        levels = {level: (lambda target, level=level: PEOPLE[level]) for level in PEOPLE}
        register_clock(ClockKind(key, options.pop("label", "答复代表"), rule, **{**levels, **options}))
        return key

    yield register
    kinds.clear()
    kinds.update(before)


@pytest.fixture
def case(db):
    """`case("第 12 号建议")`: something a clock can run on."""
    numbers = iter(range(1, 10**6))
    return lambda name="": Group.objects.create(name=name or f"第 {next(numbers)} 号建议")


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff", display_name="许文澜")


@pytest.fixture
def colleague(user_for):
    return user_for("congress_staff", display_name="韩立")


@pytest.fixture
def clock(clock_kind, case, staff, moment):
    """`clock("2026-03-10", "suggestion.return_wd")`: today is that day, and a clock has just begun."""
    from datetime import date

    from foundation.deadlines.services import start

    def make(on: str, rule: str = "suggestion.reply_months", target=None, before: str = "", **options):
        moment(f"{on} 09:00+08:00")
        kind = clock_kind(rule, **options)
        anchor = date.fromisoformat(before) if before else None
        return start(target or case(), kind, by=staff, before=anchor)

    return make

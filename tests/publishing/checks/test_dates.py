"""Dates: real days pass, impossible, future and forged ones do not."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from publishing.services import check_document

from .articles import article, context, paragraphs

FIRST = datetime.fromisoformat("2026-11-20T02:00:00+00:00")


def codes(document, **changes) -> set[str]:
    return {issue.code for issue in check_document(document, context(**changes))}


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_of_the_calendar_passes_with_its_own_weekday(day):
    weekday = "一二三四五六日"[day.weekday()]
    text = f"{day.year}年{day.month}月{day.day}日（星期{weekday}），即{day.isoformat()}"
    assert codes(article(body=(paragraphs(text),))) == set()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 6))
def test_a_wrong_weekday_is_noticed(day, shift):
    weekday = "一二三四五六日"[(day.weekday() + shift) % 7]
    text = f"{day.year}年{day.month}月{day.day}日（周{weekday}）"
    assert codes(article(body=(paragraphs(text),))) == {"wrong_weekday"}


def test_a_future_date_of_publication_is_an_error():
    assert codes(article(published="2026-11-23T00:00:00+00:00")) == {"future_date"}


def test_an_item_dated_back_behind_its_first_publication_is_forged():
    old = article(published=(FIRST - timedelta(days=30)).isoformat())
    assert codes(old, first_changes={"page:7": FIRST}) == {"forged_date"}


def test_an_item_dated_forward_to_look_fresh_is_forged():
    assert codes(article(), first_changes={"page:7": FIRST - timedelta(days=30)}) == {"forged_date"}


def test_an_imported_item_keeps_its_old_date():
    old = article(published="2018-12-01T00:00:00+00:00")
    known = {"first_changes": {"page:7": FIRST}, "historical": frozenset({"page:7"})}
    assert codes(old, **known) == set()


def test_a_draft_law_whose_period_is_over_before_it_appears_is_pointed_out():
    late = article(kind="legislative", data={"closes_on": "2026-11-01"})
    assert codes(late) == {"already_closed"}
    assert codes(late, first_changes={"page:7": FIRST}) == set()


def test_a_regulation_cannot_be_promulgated_before_it_is_passed():
    dates = {"passed_on": "2026-10-30", "promulgated_on": "2026-10-01"}
    assert codes(replace(article(kind="legislative"), data=dates)) == {"date_order"}

"""Filters show Beijing time and say nothing about what is unknown."""

import pytest

from publishing.rendering.jinja_filters import FILTERS


@pytest.mark.parametrize(
    ("name", "value", "arguments", "shown"),
    [
        ("date", "2026-11-21T16:30:00Z", (), "2026-11-22"),
        ("datetime", "2026-11-21T16:30:00+00:00", (), "2026-11-22 00:30"),
        ("clock", "2026-11-26T01:00:00Z", (), "09:00"),
        ("isolocal", "2026-11-22T00:30:00Z", (), "2026-11-22T08:30+08:00"),
        ("han_date", "2026-11-22", (), "二〇二六年十一月二十二日"),
        ("han_date", "2030-10-10", (), "二〇三〇年十月十日"),
        ("weekday", "2026-11-22", (), "星期日"),
        ("weekday", "2026-11-22", ("en",), "Sunday"),
        ("month", "2026-10-31T16:00:00Z", (), "2026-11"),
        ("month_name", "2026-11-01", (), "十一月"),
        ("month_name", "2026-11-01", ("en",), "November"),
        ("days_after", "2026-11-25", ("2026-11-22",), 3),
        ("days_after", "2026-11-21", ("2026-11-22",), -1),
        ("filesize", 312_400, (), "312 kB"),
        ("filesize", 1_250_000, (), "1.2 MB"),
        ("filesize", 980, (), "980 B"),
        ("duration", 6500, (), "1:48:20"),
        ("duration", 372, (), "6:12"),
        ("json_script", '{"a":"</script>"}', (), '{"a":"\\u003c/script\\u003e"}'),
    ],
)
def test_a_value_is_shown_as_people_here_write_it(name, value, arguments, shown):
    assert FILTERS[name](value, *arguments) == shown


@pytest.mark.parametrize("name", ["date", "datetime", "clock", "isolocal", "han_date", "weekday", "month"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_an_unknown_value_shows_nothing(name, nothing):
    assert FILTERS[name](nothing) == ""


def test_an_unknown_day_is_no_number_of_days():
    assert FILTERS["days_after"](None, "2026-11-22") is None


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="时区"):
        FILTERS["date"]("2026-11-22T08:30:00")

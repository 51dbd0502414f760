"""A deadline says in words what its colour says."""

from datetime import datetime, timedelta

import pytest

from cms.editorial.desk.leaf import Leaf, leaf_since, leaf_until

NOW = datetime(2026, 11, 22, 9, 0)


@pytest.mark.parametrize(
    ("due", "leaf"),
    [
        (datetime(2026, 11, 22, 11, 0), Leaf("red", "今天", "11:00", "前要发")),
        (datetime(2026, 11, 22, 17, 0), Leaf("ink", "今天", "17:00", "前要发")),
        (datetime(2026, 11, 23, 8, 0), Leaf("ink", "明天", "08:00", "前要发")),
        (datetime(2026, 11, 25, 8, 0), Leaf("ink", "还剩", "3", "天")),
        (datetime(2026, 11, 22, 8, 30), Leaf("late", "逾期", "30", "分钟")),
        (datetime(2026, 11, 20, 8, 0), Leaf("late", "逾期", "2", "天")),
    ],
)
def test_a_deadline_reads_like_a_calendar(due, leaf):
    assert leaf_until(due, NOW) == leaf


def test_what_has_no_deadline_says_how_long_it_waits():
    assert leaf_since(NOW - timedelta(hours=5), NOW) == Leaf("ink", "已等", "5", "小时")
    assert leaf_since(NOW - timedelta(days=4), NOW) == Leaf("amber", "已等", "4", "天")

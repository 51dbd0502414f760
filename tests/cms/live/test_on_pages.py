"""A broadcast in the body of a page: what readers are told of it, its date as a file, and when pages hear of a change."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from cms.live import shown
from cms.pages.export.broadcasts import BroadcastShelf
from cms.pages.export.calendar import calendar_of
from media_jobs.services import live

STARTS = datetime(2036, 11, 26, 1, tzinfo=UTC)


@pytest.fixture
def coming(planned):
    return planned("常委会会议", starts_at=STARTS, ends_at=STARTS + timedelta(hours=2))


def said(broadcast):
    return BroadcastShelf([str(broadcast.pk)]).said(broadcast.pk)


def test_a_page_says_when_it_begins_what_is_on_the_agenda_and_where_to_ask(coming):
    told = said(coming)
    assert (told["starts_at"], told["state"], told["media"]) == ("2036-11-26T01:00:00Z", "scheduled", None)
    assert [one["title"] for one in told["points"]] == ["听取工作报告", "表决"]
    assert told["standing"] == f"/media/live/{coming.pk.hex}/state.json"
    assert told["master"].endswith("/master.m3u8")
    assert told["lacks"] == []


def test_what_is_for_deputies_cannot_go_onto_a_public_page(planned):
    told = said(planned(access="deputies"))
    assert "只给代表看" in told["lacks"][0][0]
    assert (told["standing"], told["master"]) == ("", "")


def test_the_list_of_what_comes_begins_with_the_next_and_leaves_out_what_is_over_cancelled_or_not_for_all(
    planned, planner, coming
):
    planned("代表专用", access="deputies")
    live.cancel(planned("取消的"), by=planner, reason="改期")
    soon = planned("今天的")
    assert [one["title"] for one in BroadcastShelf([]).coming()] == [soon.title, coming.title]


def test_calendars_take_the_date(coming):
    lines = calendar_of(coming).decode().split("\r\n")
    for line in ("BEGIN:VCALENDAR", "DTSTART:20361126T010000Z", "DTEND:20361126T030000Z", "END:VCALENDAR"):
        assert line in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_long_title_with_marks_is_folded_and_read_back_whole(planned):
    row = planned("第四十二次会议；听取,审议;" * 7, starts_at=STARTS, ends_at=STARTS + timedelta(hours=1))
    text = calendar_of(row).decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";")
    assert f"SUMMARY:直播：{row.title}\r\n" in whole


def test_a_moved_date_is_another_thing_to_say_and_a_viewer_more_is_not(coming, planner):
    coming.refresh_from_db()
    before = shown.digest_of(coming)
    live.note_viewers(coming, 7)
    coming.refresh_from_db()
    assert shown.digest_of(coming) == before
    later = live.change(
        coming, by=planner, title=coming.title, starts_at=STARTS + timedelta(days=1),
        ends_at=STARTS + timedelta(days=1, hours=2), access="public", delay_s=10, subject=live.Subject(),
    )  # fmt: skip
    assert shown.digest_of(later) != before


def test_the_clock_tells_of_a_change_once(coming, planner):
    shown.tell_of_changes()
    assert shown.tell_of_changes() == 0
    live.cancel(coming, by=planner, reason="改期")
    assert shown.tell_of_changes() == 1
    assert shown.tell_of_changes() == 0
    assert timezone.now() < STARTS

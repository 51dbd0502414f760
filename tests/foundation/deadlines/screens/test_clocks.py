"""Staff see the most urgent first, export what they see, and act with a reason; nobody else enters."""

import csv
import io
from datetime import date

import pytest

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.deadlines.services import ask_extension, pause, stop
from foundation.deadlines.templatetags.deadlines_tags import clock_badge

pytestmark = pytest.mark.django_db
OTHERS = [role.key for role in ROLES if role.key != "congress_staff"]


@pytest.fixture
def office(client_for, staff):
    return client_for(staff)


@pytest.fixture
def clocks(clock, moment, staff, case):
    """One for each lamp, seen on 25 March 2026."""
    said = {"extension_rule": "suggestion.reply_extended_months"}
    made = {
        "green": clock("2026-03-20", target=case("绿的"), **said),
        "paused": clock("2026-03-10", target=case("停着"), **said),
        "stopped": clock("2026-03-10", target=case("办结"), **said),
        "red": clock("2026-03-10", "suggestion.return_wd", target=case("=红的")),
        "amber": clock("2026-03-13", "suggestion.return_wd", target=case("黄的")),
    }
    pause(made["paused"], by=staff, reason="等", on=date(2026, 3, 13))
    stop(made["stopped"], by=staff, reason="办结", on=date(2026, 3, 13))
    moment("2026-03-25 09:00+08:00")
    return made


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_neither_read_nor_export_nor_act(client_for, clock, role):
    mine, client = clock("2026-03-10"), client_for(role)
    for address in ("", "export/", f"{mine.pk}/"):
        assert client.get(f"/deadlines/{address}").status_code == 403
    for verb in ("pause", "resume", "restart", "stop", "grant", "refuse"):
        assert client.post(f"/deadlines/{mine.pk}/{verb}/", {"reason": "试"}).status_code == 403
    assert mine.events.count() == 1


def test_strangers_are_led_to_the_login(client, db):
    assert client.get("/deadlines/").status_code == 302


def test_the_most_urgent_come_first_with_time_left_in_words(office, clocks):
    page = office.get("/deadlines/")
    shown = [(row.clock.title, row.lamp_name, row.left) for row in page.context["page"].object_list]
    assert shown == [
        ("=红的", "已逾期", "已逾期 1 个工作日"),
        ("黄的", "快到期", "还剩 2 个工作日"),
        ("绿的", "计时中", "还剩 89 天"),
        ("停着", "已暂停", "2026-03-13 起暂停"),
    ]
    assert "依据" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("lamp=red", ["=红的"]),
        ("lamp=amber", ["黄的"]),
        ("lamp=paused", ["停着"]),
        ("lamp=stopped", ["办结"]),
        ("lamp=late", []),
        ("lamp=all&text=的", ["=红的", "黄的", "绿的"]),
        ("until=2026-03-27", ["=红的", "黄的"]),
        ("kind=test.suggestion.return_wd", ["=红的", "黄的"]),
        ("lamp=nonsense&until=someday&kind=x&page=99", ["=红的", "黄的", "绿的", "停着"]),
    ],
)
def test_filters(office, clocks, query, titles):
    rows = office.get(f"/deadlines/?{query}").context["page"].object_list
    assert [row.clock.title for row in rows] == titles


def test_an_export_holds_what_was_found_and_leaves_a_trace(office, clocks, staff):
    answer = office.get("/deadlines/export/?lamp=red")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][1:6] == ["已逾期", "'=红的", "答复代表", "2026-03-24", "已逾期 1 个工作日"]
    assert len(rows) == 2
    trace = AuditRecord.objects.get(verb="deadlines.export")
    assert (trace.actor, trace.detail) == (staff, {"rows": 1, "conditions": {"lamp": "red"}})


def test_staff_pause_resume_restart_and_stop_with_a_reason(office, clocks):
    mine = clocks["green"]
    for verb, state in (
        ("pause", "paused"),
        ("resume", "running"),
        ("restart", "running"),
        ("stop", "stopped"),
    ):
        answer = office.post(f"/deadlines/{mine.pk}/{verb}/", {"reason": "主任会议决定"}, follow=True)
        mine.refresh_from_db()
        assert (answer.status_code, mine.state) == (200, state)
        assert "主任会议决定" in answer.content.decode()
    assert office.post(f"/deadlines/{mine.pk}/explode/", {"reason": "试"}).status_code == 404
    assert office.get(f"/deadlines/{mine.pk}/pause/").status_code == 405


def test_a_verb_without_a_reason_says_what_is_missing(office, clocks):
    answer = office.post(f"/deadlines/{clocks['green'].pk}/pause/", {"reason": " "}, follow=True)
    assert "请写明暂停的理由" in answer.content.decode()


def test_an_extension_is_decided_on_the_page_by_somebody_else(office, client_for, clocks, staff, colleague):
    mine = clocks["green"]
    ask_extension(mine, by=staff, reason="涉及三个部门")
    assert "自己申请的延期要由别人审批" in office.get(f"/deadlines/{mine.pk}/").content.decode()
    assert office.post(f"/deadlines/{mine.pk}/grant/", {"reason": "同意"}).status_code == 403
    other = client_for(colleague)
    assert "涉及三个部门" in other.get(f"/deadlines/{mine.pk}/").content.decode()
    other.post(f"/deadlines/{mine.pk}/grant/", {"reason": "代表法第五十一条"})
    mine.refresh_from_db()
    assert mine.due_on == date(2026, 9, 20)  # a Sunday, but worked


def test_the_page_answers_for_a_day_of_the_past(office, clocks):
    address = f"/deadlines/{clocks['red'].pk}/"
    assert "2026-03-23 那天" in (text := office.get(f"{address}?as_of=2026-03-23").content.decode())
    assert "还剩 1 个工作日" in text
    assert "还没有开始计时" in office.get(f"{address}?as_of=2026-03-01").content.decode()
    assert office.get(f"{address}?as_of=someday").status_code == 200


def test_the_badge_of_other_pages_says_the_same(clocks):
    said = clock_badge(clocks["red"])
    assert (said["lamp"], said["left"], said["due_on"]) == ("red", "已逾期 1 个工作日", date(2026, 3, 24))
    assert "规则第 1 版" in said["how"]


def test_a_clock_of_an_app_that_is_gone_is_still_shown(office, clock, monkeypatch):
    from foundation.deadlines.kinds import kinds

    mine = clock("2026-03-10")
    monkeypatch.delitem(kinds, mine.kind)
    assert mine.kind in office.get("/deadlines/").content.decode()
    assert office.get(f"/deadlines/{mine.pk}/").status_code == 200
    answer = office.post(f"/deadlines/{mine.pk}/pause/", {"reason": "等"}, follow=True)
    assert "系统不认识期限种类" in answer.content.decode()

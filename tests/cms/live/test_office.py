"""Broadcasts in the office: arranged, given keys, opened, cut and closed from the control room, and by whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from cms.live.office import agenda
from media_jobs.services import live
from tests.services.people import make_user
from tests.services.reading import axe_faults, fits, keep_picture

ARRANGED = {
    "title": "第三次全体会议",
    "starts_at": "2036-11-26T09:00",
    "ends_at": "2036-11-26T11:30",
    "access": "public",
    "delay_s": "15",
    "subject_label": "第四十二次会议",
    "subject_address": "/meetings/42/",
    "points": "听取养老服务工作报告 | 张主任\n\n表决\n",
}


def test_a_broadcast_is_arranged_with_its_agenda_pasted_as_lines(client_for):
    answer = client_for("editor").post("/admin/broadcasts/add/", ARRANGED)
    made = live.Broadcast.objects.get()
    assert answer.url == f"/admin/broadcasts/{made.pk}/"
    assert (made.title, made.delay_s, made.subject_address) == ("第三次全体会议", 15, "/meetings/42/")
    assert [(one.title, one.speaker) for one in made.points.all()] == [
        ("听取养老服务工作报告", "张主任"),
        ("表决", ""),
    ]


def test_a_date_that_ends_before_it_begins_is_refused_and_what_was_written_stays(client_for):
    answer = client_for("editor").post("/admin/broadcasts/add/", {**ARRANGED, "ends_at": "2036-11-26T08:00"})
    assert answer.status_code == 422
    for said in ("计划结束的时间要在开始之后", "第三次全体会议", "张主任"):
        assert said in answer.content.decode()
    assert not live.Broadcast.objects.exists()


def test_the_date_and_the_agenda_are_changed_and_the_delay_left_empty_stays(client_for, planned):
    row = planned(delay_s=20)
    given = {**ARRANGED, "delay_s": ""}
    client_for("chief_editor").post(f"/admin/broadcasts/{row.pk}/", given)
    row.refresh_from_db()
    assert (row.title, row.delay_s) == ("第三次全体会议", 20)
    assert [str(one.title) for one in row.points.all()] == ["听取养老服务工作报告", "表决"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?q=常委会", True), ("?q=湿地", False), ("?state=over", False), ("?access=public", True)],
)
def test_people_find_a_broadcast_by_word_state_and_audience(client_for, planned, query, found):
    planned()
    assert ("常委会会议" in client_for("editor").get(f"/admin/broadcasts/{query}").content.decode()) is found


def test_a_key_is_shown_once_with_what_to_enter_and_is_kept_nowhere(client_for, planned):
    row, client = planned(), client_for("chief_editor")
    answer = client.post(f"/admin/broadcasts/{row.pk}/keys/", {"which": "main"})
    page = answer.content.decode()
    secret = page.partition('id="lv-secret">')[2].partition("<")[0]
    assert len(secret) > 20
    assert "rtmp://" in page
    assert "OBS" in page
    assert "no-store" in answer["Cache-Control"]
    assert secret not in client.get(f"/admin/broadcasts/{row.pk}/").content.decode()


def test_a_key_is_taken_back_with_a_reason(client_for, planned):
    row, client = planned(), client_for("chief_editor")
    client.post(f"/admin/broadcasts/{row.pk}/keys/", {"which": "backup"})
    key = row.keys.get()
    client.post(f"/admin/broadcasts/{row.pk}/keys/{key.pk}/revoke/", {"reason": ""})
    key.refresh_from_db()
    assert key.revoked_at is None
    client.post(f"/admin/broadcasts/{row.pk}/keys/{key.pk}/revoke/", {"reason": "泄露"})
    key.refresh_from_db()
    assert key.revoked_at


def test_buttons_pressed_twice_do_once(client_for, planned):
    row, client = planned(), client_for("chief_editor")
    act = f"/admin/broadcasts/{row.pk}/act/"
    for verb, words in [
        ("open", {}),
        ("cut", {"reason": "内容不宜公开"}),
        ("restore", {}),
        ("close", {"meant": "1"}),
    ]:
        for _ in range(2):
            client.post(f"{act}{verb}/", words)
    row.refresh_from_db()
    assert row.state in ("ended", "replay")
    assert row.cuts.count() == 1
    log = client.get(f"/admin/broadcasts/{row.pk}/room/").content.decode()
    for said in ("开播", "切断：内容不宜公开", "恢复", "结束直播"):
        assert said in log


def test_what_cannot_be_taken_back_has_to_be_meant(client_for, planned):
    row, client = planned(), client_for("chief_editor")
    client.post(f"/admin/broadcasts/{row.pk}/act/open/")
    told = client.post(f"/admin/broadcasts/{row.pk}/act/close/", follow=True).content.decode()
    assert "结束以后不能再接着播" in told
    row.refresh_from_db()
    assert row.is_on_air


def test_a_speaker_begins_with_one_press(client_for, planned):
    row, client = planned(), client_for("chief_editor")
    client.post(f"/admin/broadcasts/{row.pk}/act/open/")
    point = row.points.first()
    client.post(f"/admin/broadcasts/{row.pk}/points/{point.pk}/")
    point.refresh_from_db()
    assert point.at
    assert "开始：听取工作报告" in client.get(f"/admin/broadcasts/{row.pk}/now/").content.decode()


def test_an_editor_leaves_the_broadcasts_of_others_alone(client_for, planned):
    row, client = planned(), client_for("editor")
    for address in ("act/open/", "act/cancel/", "keys/"):
        assert client.post(f"/admin/broadcasts/{row.pk}/{address}", {"reason": "x"}).status_code in (302, 403)
    row.refresh_from_db()
    assert (row.state, row.keys.count()) == ("scheduled", 0)


@given(
    st.lists(
        st.tuples(st.from_regex(r"[\w]{1,20}", fullmatch=True), st.from_regex(r"[\w]{0,9}", fullmatch=True))
    )
)
def test_an_agenda_is_read_back_as_it_was_written(points):
    rows = [live.AgendaPoint(title=title, speaker=speaker) for title, speaker in points]
    assert agenda.points(agenda.as_lines(rows)) == points


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_screens_are_usable_and_the_room_keeps_itself_fresh(
    live_server, log_in, new_page, planned, width, scheme
):
    row, user = planned(), make_user("chief_editor")
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(page, user, live_server.url)
    for name, address in [("list", ""), ("add", "add/"), ("edit", f"{row.pk}/"), ("room", f"{row.pk}/room/")]:
        page.goto(f"{live_server.url}/admin/broadcasts/{address}")
        expect(page.locator(".ed h1")).to_be_visible()
        assert axe_faults(page) == []
        assert fits(page)
        keep_picture(page, f"broadcasts-{name}-{width}")
    page.get_by_role("button", name="开播").click()
    expect(page.get_by_role("button", name="切断")).to_be_visible()
    assert axe_faults(page) == []
    keep_picture(page, f"broadcasts-on-air-{width}")
    live.cut(row, by=user, reason="别处按的")
    expect(page.get_by_role("button", name="恢复")).to_be_visible()

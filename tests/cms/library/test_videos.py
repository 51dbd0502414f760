"""The video library in the CMS: found, watched, marked by chapters, and by whom."""

from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from cms.editorial.refusals import Refused
from cms.library.videos import times
from foundation.jobs.models import Job
from tests.services.people import make_user
from tests.services.reading import axe_faults, fits, keep_picture


def test_people_find_a_video_by_a_word_and_by_its_state(client_for, video):
    client = client_for("editor")
    for query, found in [
        ("", True),
        ("?q=常委会", True),
        ("?q=会议.mp4", True),
        ("?q=湿地", False),
        ("?state=failed", False),
    ]:
        page = client.get(f"/admin/videos/{query}").content.decode()
        assert ("常委会会议" in page) is found, query


def test_the_list_tells_how_far_a_video_is(client_for, video):
    type(video).objects.filter(pk=video.pk).update(
        state="working", percent=37.4, message="编码 720P，还要 2 分钟"
    )
    rows = client_for("editor").get("/admin/videos/fresh/").content.decode()
    for word in ("37%", "还要 2 分钟", "已能播放"):
        assert word in rows


def test_an_editor_uploads_and_the_making_begins(client_for):
    client = client_for("editor")
    file = SimpleUploadedFile("会议.mp4", b"not yet looked at")
    answer = client.post(
        "/admin/videos/add/", {"file": file, "title": "会议", "access": "public"}, follow=True
    )
    assert "会议" in answer.content.decode()
    assert Job.objects.filter(kind="media.prepare").count() == 1


def test_chapters_are_written_as_lines_and_kept(client_for, video):
    client = client_for("chief_editor")
    address = f"/admin/videos/{video.pk}/"
    client.post(f"{address}chapters/", {"chapters": "0:02 表决\n0:00 开场\n"})
    assert list(video.chapters.values_list("at_s", "title")) == [(0.0, "开场"), (2.0, "表决")]
    assert "0:00 开场\n0:02 表决" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [("表决", "第 1 行看不懂"), ("0:01 甲\n0:01 乙", "同一个时间"), ("1:00:00 散会", "视频结束之后")],
)
def test_chapters_that_make_no_sense_are_refused_in_words_and_not_lost(client_for, video, lines, sentence):
    answer = client_for("chief_editor").post(f"/admin/videos/{video.pk}/chapters/", {"chapters": lines})
    assert answer.status_code == 422
    for said in (sentence, lines.split("\n")[0]):
        assert said in answer.content.decode()
    assert not video.chapters.exists()


def test_an_editor_marks_only_videos_of_their_own(client_for, video):
    client_for("editor").post(f"/admin/videos/{video.pk}/chapters/", {"chapters": "0:01 甲"})
    assert not video.chapters.exists()


@given(st.integers(0, 359_999_999))
def test_a_time_is_read_back_as_it_was_written(milliseconds):
    seconds = milliseconds / 1000
    assert times.marks(f"{times.clock(seconds)} 表决")[0].at_s == pytest.approx(seconds, abs=0.0005)


@given(st.text(max_size=60))
def test_any_text_gives_marks_or_a_refusal(text):
    found = []
    with suppress(Refused):
        found = times.marks(text)
    assert all(mark.at_s >= 0 and mark.title for mark in found)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_screens_are_usable_and_the_preview_plays(live_server, log_in, new_page, video, width):
    page = new_page(viewport={"width": width, "height": 900})
    log_in(page, make_user("chief_editor"), live_server.url)
    for name, address in [("list", ""), ("add", "add/"), ("detail", f"{video.pk}/")]:
        page.goto(f"{live_server.url}/admin/videos/{address}")
        expect(page.locator(".ed h1")).to_be_visible()
        assert axe_faults(page) == []
        assert fits(page)
        keep_picture(page, f"videos-{name}-{width}")
    page.get_by_role("button", name="播放").click()
    element = page.locator("video").element_handle()
    page.wait_for_function("v => v.currentTime > 0.2 && v.videoWidth > 0", arg=element)


def test_captions_are_gone_through_beside_the_film_and_approved_by_another(
    live_server, log_in, new_page, video, film
):
    writer, other = make_user("editor"), make_user("chief_editor")
    page = new_page()
    log_in(page, writer, live_server.url)
    page.goto(f"{live_server.url}/admin/videos/{video.pk}/")
    page.set_input_files("#vi-file", film / "zh.vtt")
    page.get_by_role("button", name="传字幕").click()
    expect(page.get_by_label("第 1 句文字")).to_have_value("市人大常委会举行第四十二次会议")
    assert axe_faults(page) == []
    keep_picture(page, "videos-captions-1440")
    page.locator("[data-second]").first.click()
    page.wait_for_function("v => v.currentTime > 0.2", arg=page.locator("video").element_handle())
    page.get_by_label("第 2 句开始").fill("0:02")
    page.get_by_label("第 2 句文字").fill("表决")
    page.get_by_role("button", name="保存这一页").click()
    expect(page.locator(".messages")).to_contain_text("第 2 句的时间不对")
    expect(page.get_by_label("第 2 句文字")).to_have_value("表决")
    page.get_by_label("第 2 句开始").fill("00:00:02.000")
    page.get_by_label("第 2 句结束").fill("00:00:03.000")
    page.get_by_role("button", name="保存这一页").click()
    expect(page.locator(".messages")).to_contain_text("已保存")
    page.get_by_role("button", name="核准全部字幕").click()
    expect(page.locator(".messages")).to_contain_text("请另一位编辑看过后核准")

    second = new_page(viewport={"width": 390, "height": 844})
    log_in(second, other, live_server.url)
    second.goto(f"{live_server.url}/admin/videos/{video.pk}/captions/zh-CN/")
    expect(second.get_by_label("第 2 句文字")).to_have_value("表决")
    assert axe_faults(second) == []
    assert fits(second)
    keep_picture(second, "videos-captions-390")
    second.get_by_role("button", name="核准全部字幕").click()
    expect(second.locator(".messages")).to_contain_text("字幕已核准")
    assert video.captions.get().state == "approved"


def test_a_video_on_a_public_page_is_deleted_only_if_that_is_meant(client_for, video, monkeypatch):
    client, page = client_for("chief_editor"), SimpleNamespace(title="会议开幕", live=True, pk=1)
    monkeypatch.setattr("cms.library.videos.acts.pages_with", lambda video: [page])
    address = f"/admin/videos/{video.pk}/act/delete/"
    told = client.post(address, {"reason": "放错了"}, follow=True).content.decode()
    assert "网上有 1 页在用它：《会议开幕》" in told
    assert type(video).objects.filter(pk=video.pk).exists()
    client.post(address, {"reason": "放错了", "meant": "1"})
    assert not type(video).objects.filter(pk=video.pk).exists()


@pytest.mark.parametrize(
    ("verb", "given", "sentence"),
    [
        ("trim", {"start": "", "end": "0:02"}, "请写开始和结束的时间"),
        ("trim", {"start": "0:01", "end": "0:02"}, "还没有看完文件"),
        ("replace", {}, "请选一个视频文件"),
        ("retry", {"reason": ""}, ""),
    ],
)
def test_what_cannot_be_done_is_said_in_words_and_changes_nothing(client_for, video, verb, given, sentence):
    address = f"/admin/videos/{video.pk}/act/{verb}/"
    assert sentence in client_for("chief_editor").post(address, given, follow=True).content.decode()
    assert type(video).objects.get(pk=video.pk).edition == 1


def test_an_editor_leaves_the_videos_of_others_alone(client_for, video):
    client_for("editor").post(f"/admin/videos/{video.pk}/act/delete/", {"reason": "x", "meant": "1"})
    assert type(video).objects.filter(pk=video.pk).exists()


def test_a_film_readers_see_is_not_taken_from_under_their_page(client_for, video, monkeypatch):
    client, page = client_for("chief_editor"), SimpleNamespace(title="会议开幕", live=True, pk=1)
    monkeypatch.setattr("cms.library.videos.acts.pages_with", lambda video: [page])
    address = f"/admin/videos/{video.pk}/act/"
    told = client.post(f"{address}access/", {"access": "deputies"}, follow=True).content.decode()
    assert "先在那里换掉并发布" in told
    assert not Job.objects.filter(kind="media.move").exists()
    monkeypatch.setattr("cms.library.videos.acts.pages_with", lambda video: [])
    told = client.post(f"{address}access/", {"access": "deputies"}, follow=True).content.decode()
    assert "正在改成“仅代表”" in told
    told = client.post(f"{address}rename/", {"title": "会议开幕"}, follow=True).content.decode()
    assert "<h1>会议开幕</h1>" in told

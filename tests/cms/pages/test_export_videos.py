"""A video of the library on a page: what readers get, what keeps a page back, who hears of a change."""

from uuid import UUID

import pytest
from django.apps import apps

from cms.library.shown import tell_of_changes
from cms.pages.export import draft_document
from publishing.checks import CheckContext, check_document
from tests.services.people import make_user

from .test_export_body import blocks

Video, Caption, Chapter = (apps.get_model("media_jobs", name) for name in ("Video", "Caption", "Chapter"))


@pytest.fixture
def video(db):
    """One that plays, as the pipeline leaves it."""
    folder = "videos/" + "5f" * 16
    return Video.objects.create(
        key=UUID("5f" * 16),
        title="常委会会议",
        state="ready",
        playing=1,
        duration_s=61.4,
        width=1280,
        height=720,
        source="x",
        source_name="x.mp4",
        poster=f"{folder}/poster.jpg",
        download=f"{folder}/plain.mp4",
        created_by=make_user("editor"),
    )


def test_readers_get_the_film_under_the_sites_own_name(site, video):
    Chapter.objects.create(video=video, at_s=12, title="表决")
    Caption.objects.create(video=video, text="WEBVTT", state="approved", stored="videos/zh.vtt")
    document = blocks(site, ("video", {"video": str(video.pk), "title": ""}))
    value = document.body[0]["value"]
    assert (value["title"], value["seconds"], value["lacks"]) == ("常委会会议", 61, [])
    assert value["media"] == {
        "master": f"/media/videos/{video.key.hex}/master.m3u8",
        "download": f"/media/videos/{video.key.hex}/plain.mp4",
        "poster": f"/media/videos/{video.key.hex}/poster.jpg",
        "sprites": "",
        "width": 1280,
        "height": 720,
        "captions": [{"language": "zh-CN", "label": "中文", "address": "/media/videos/zh.vtt"}],
        "chapters": [{"at_s": 12.0, "title": "表决"}],
    }
    assert document.assets == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"playing": 0, "state": "working"}, "视频还不能播放（处理中）"),
        ({"playing": 0, "state": "failed"}, "视频还不能播放（失败）"),
        ({"access": "deputies"}, "这个视频只给代表看，不能放在公开的页面"),
    ],
)
def test_a_page_waits_for_its_video(site, video, change, sentence):
    Video.objects.filter(pk=video.pk).update(**change)
    document = blocks(site, ("video", {"video": str(video.pk), "title": ""}))
    found = [i for i in check_document(document, CheckContext()) if i.code == "video_not_ready"]
    assert [(i.severity, i.message) for i in found] == [("error", sentence)]
    assert document.body[0]["value"]["media"] is None


def test_a_page_waits_for_captions_to_be_approved(site, video):
    caption = Caption.objects.create(video=video, text="WEBVTT", machine=True)
    document = blocks(site, ("video", {"video": str(video.pk), "title": ""}))
    assert "字幕还没有核准" in str(check_document(document, CheckContext()))
    assert document.body[0]["value"]["media"]["captions"] == []
    caption.delete()
    document = blocks(site, ("video", {"video": str(video.pk), "title": ""}))
    assert "video_not_ready" not in str(check_document(document, CheckContext()))


def test_a_deleted_video_leaves_the_page(site, video):
    page = site.news("有视频的一条")
    key = str(video.pk)
    video.delete()
    page.body = [("video", {"video": None, "title": "湿地", "url": ""})]
    page.body = [{"type": "video", "value": {"video": key, "title": "湿地"}, "id": "a" * 36}]
    assert draft_document(page).document.body == ()


def test_the_video_is_still_there_after_saving_and_reading_the_page(site, video):
    page = site.news("有视频的一条")
    page.body = [{"type": "video", "value": {"video": str(video.pk), "title": ""}, "id": "a" * 36}]
    page.save()
    assert page.save_revision().as_object().body[0].value["video"] == video
    assert type(page).objects.get(pk=page.pk).body[0].value["video"] == video


def test_pages_hear_of_what_their_video_shows_and_of_nothing_else(site, video, changes):
    page = site.live(site.add(title="会议"))
    page.body = [{"type": "video", "value": {"video": str(video.pk), "title": ""}, "id": "a" * 36}]
    page.save()
    tell_of_changes()
    for change, told in [
        ({"percent": 55}, []),
        ({"poster": "videos/other.jpg"}, [page.document_id]),
        ({}, []),
        ({"playing": 2}, [page.document_id]),
    ]:
        before = changes()
        Video.objects.filter(pk=video.pk).update(**change)
        tell_of_changes()
        assert changes()[len(before) :] == told, change
    Caption.objects.create(video=video, text="WEBVTT", state="approved", stored="videos/zh.vtt")
    before = changes()
    tell_of_changes()
    assert changes()[len(before) :] == [page.document_id]
    video.delete()
    before = changes()
    tell_of_changes()
    assert changes()[len(before) :] == [page.document_id]
    tell_of_changes()
    assert len(changes()) == len(before) + 1


@pytest.fixture
def changes():
    return lambda: list(
        apps.get_model("publishing", "Change").objects.order_by("pk").values_list("document_id", flat=True)
    )

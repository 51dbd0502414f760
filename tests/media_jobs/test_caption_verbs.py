"""Captions from the first file to the player: nobody approves their own, nothing a machine wrote is shown unread."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from foundation.audit.models import AuditRecord
from foundation.jobs.models import Job
from foundation.jobs.services import run_waiting
from foundation.storage.private import private_storage
from media_jobs.captions.cues import Cue
from media_jobs.contract import MediaError
from media_jobs.models import Caption, Video
from media_jobs.services import playback, replace, take_in, trim
from media_jobs.services.captions import (
    approve_caption,
    ask_recognition,
    can_recognise,
    cues_of,
    delete_caption,
    edit_caption,
    standing,
    upload_caption,
    version_of,
)
from media_jobs.zones import zone_of

SRT = "1\n00:00:00,500 --> 00:00:01,500\n现在开会\n".encode()

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(user_for):
    return user_for("editor")


@pytest.fixture
def second(user_for):
    return user_for("editor")


@pytest.fixture
def video(editor, films):
    """One that plays; its source is a sound of two seconds."""
    kept = private_storage().save("videos/source", ContentFile((films / "sound.m4a").read_bytes()))
    return Video.objects.create(
        title="会议", source=kept, source_name="会议.m4a", created_by=editor, playing=1, duration_s=2
    )


def shown(video) -> list[str]:
    played = playback(video)
    assert played
    return [track.address for track in played.captions]


def text_of(caption) -> str:
    with zone_of(caption.video).storage.open(caption.stored) as file:
        return file.read().decode()


def test_what_one_uploads_another_approves_and_a_player_gets(video, editor, second):
    caption = upload_caption(video, SRT, language="zh-CN", by=editor)
    assert standing(caption) == "草稿"
    assert shown(video) == []
    with pytest.raises(MediaError, match="您自己写的"):
        approve_caption(caption, by=editor, seen=version_of(caption))
    approved = approve_caption(caption, by=second, seen=version_of(caption))
    assert (
        approve_caption(caption, by=second, seen=version_of(caption)).stored == approved.stored
    )  # pressed twice
    assert len(shown(video)) == 1
    assert "现在开会" in text_of(approved)
    acts = [one.verb for one in AuditRecord.objects.order_by("pk") if one.verb.startswith("media.caption")]
    assert acts == ["media.caption_uploaded", "media.caption_approved"]


def test_a_new_wording_waits_while_the_approved_one_plays_on(video, editor, second):
    caption = upload_caption(video, SRT, language="zh-CN", by=editor)
    approved = approve_caption(caption, by=second, seen=version_of(caption))
    changed = edit_caption(approved, [Cue(500, 1500, "现在休会")], by=second, seen=version_of(approved))
    assert standing(changed) == "草稿（正在播放上一次核准的）"
    assert changed.approved_by is None
    assert "现在开会" in text_of(changed)
    newer = approve_caption(changed, by=editor, seen=version_of(changed))
    assert "现在休会" in text_of(newer)
    assert newer.stored != approved.stored  # pages made before still find theirs
    assert "现在开会" in text_of(approved)


def test_nobody_overwrites_or_approves_what_they_have_not_seen(video, editor, second):
    caption = upload_caption(video, SRT, language="zh-CN", by=editor)
    seen = version_of(caption)
    edit_caption(caption, [Cue(0, 900, "改过")], by=editor, seen=seen)
    for verb in (approve_caption, delete_caption):
        with pytest.raises(MediaError, match="已经被别人改过"):
            verb(caption, by=second, seen=seen)
    with pytest.raises(MediaError, match="已经被别人改过"):
        edit_caption(caption, [Cue(0, 900, "我的")], by=second, seen=seen)
    assert edit_caption(caption, [Cue(0, 900, "改过")], by=editor, seen=seen).text  # the same sent twice
    with pytest.raises(MediaError, match="请选“替换”"):
        upload_caption(video, SRT, language="zh-CN", by=second)
    assert (
        cues_of(upload_caption(video, SRT, language="zh-CN", by=second, replace=True))[0].text == "现在开会"
    )


def test_deleted_captions_are_gone_for_players_too(video, editor, second, django_capture_on_commit_callbacks):
    caption = upload_caption(video, SRT, language="zh-CN", by=editor)
    approved = approve_caption(caption, by=second, seen=version_of(caption))
    with django_capture_on_commit_callbacks(execute=True):
        delete_caption(approved, by=second, seen=version_of(approved))
    assert not zone_of(video).storage.exists(approved.stored)
    assert shown(video) == []
    with pytest.raises(MediaError, match="删除"):
        approve_caption(approved, by=editor, seen=version_of(approved))


@pytest.fixture
def film(editor, films):
    """Two seconds, made the way every upload is."""
    source = ContentFile((films / "silent.mp4").read_bytes(), name="会议.mp4")
    return made(take_in(source, by=editor, title="会议"))


def made(video) -> Video:
    while run_waiting(queue="media_first") + run_waiting(queue="media"):
        pass
    video.refresh_from_db()
    assert video.playing == video.edition
    return video


def test_captions_follow_a_film_that_is_cut(film, editor, second):
    caption = upload_caption(film, SRT, language="zh-CN", by=editor)
    approve_caption(caption, by=second, seen=version_of(caption))
    trim(film, 1.0, 2.0, by=editor)
    caption.refresh_from_db()
    assert (caption.state, caption.stored) == ("approved", "")  # what plays still is the whole film
    made(film)
    caption.refresh_from_db()
    assert "00:00:00.000 --> 00:00:00.500\n现在开会" in text_of(caption)
    assert len(shown(film)) == 1


def test_captions_of_another_film_are_read_again(film, editor, second, films):
    caption = upload_caption(film, SRT, language="zh-CN", by=editor)
    approve_caption(caption, by=second, seen=version_of(caption))
    replace(film, ContentFile((films / "odd.mp4").read_bytes(), name="新的.mp4"), by=editor)
    made(film)
    caption.refresh_from_db()
    assert standing(caption) == "草稿"
    assert shown(film) == []


def test_who_may_what(video, editor, user_for):
    operator, deputy = user_for("media_operator"), user_for("deputy")
    with pytest.raises(PermissionDenied):
        upload_caption(video, SRT, language="zh-CN", by=deputy)
    caption = upload_caption(video, SRT, language="en", by=operator)
    with pytest.raises(PermissionDenied):
        approve_caption(caption, by=user_for("media_operator"), seen=version_of(caption))
    approved = approve_caption(caption, by=editor, seen=version_of(caption))
    with pytest.raises(PermissionDenied):  # what is public is not taken away by who may not make it so
        delete_caption(approved, by=operator, seen=version_of(approved))


def test_a_file_that_is_too_large_or_of_another_tongue_is_refused(video, editor, decided):
    decided("media.caption_kb", 1)
    with pytest.raises(MediaError, match="超过 1 KB"):
        upload_caption(video, SRT * 40, language="zh-CN", by=editor)
    with pytest.raises(MediaError, match="不支持"):
        upload_caption(video, SRT, language="tlh", by=editor)
    with pytest.raises(MediaError, match="超过视频的长度"):
        upload_caption(video, SRT.replace(b"00:00:", b"00:09:"), language="zh-CN", by=editor)
    assert not Caption.objects.exists()


def recognised(video, by) -> str:
    ask_recognition(video, language="zh-CN", by=by)
    run_waiting(queue="media")
    job = Job.objects.latest("pk")
    return job.error or str(job.result)


def test_what_a_machine_hears_is_a_draft_for_an_editor(video, editor, second, settings):
    settings.MEDIA_RECOGNISER = "tests.media_jobs.listening.HearsSound"
    assert "1 句" in recognised(video, editor)
    caption = Caption.objects.get()
    assert standing(caption) == "机器识别草稿"
    assert caption.made_by is None
    (cue,) = cues_of(caption)
    assert cue.text == "有声音（zh-CN）"
    assert cue.start < 200
    assert 1800 <= cue.end <= 2200
    assert shown(video) == []
    corrected = edit_caption(caption, [Cue(0, 1900, "现在开会")], by=editor, seen=version_of(caption))
    with pytest.raises(MediaError, match="已经有人写了"):
        ask_recognition(video, language="zh-CN", by=editor)
    assert approve_caption(corrected, by=second, seen=version_of(corrected)).machine


def test_a_machine_overwrites_nothing_that_came_while_it_listened(video, editor, settings):
    settings.MEDIA_RECOGNISER = "tests.media_jobs.listening.HearsSound"
    ask_recognition(video, language="zh-CN", by=editor)
    upload_caption(video, SRT, language="zh-CN", by=editor)
    run_waiting(queue="media")
    assert "没有覆盖" in str(Job.objects.latest("pk").result)
    assert cues_of(Caption.objects.get())[0].text == "现在开会"


def test_without_a_recogniser_or_its_model_people_are_told(video, editor, settings, tmp_path):
    assert not can_recognise()
    with pytest.raises(MediaError, match="没有装语音识别"):
        ask_recognition(video, language="zh-CN", by=editor)
    settings.MEDIA_RECOGNISER = "media_jobs.captions.faster_whisper.FasterWhisper"
    settings.MEDIA_RECOGNISER_MODEL = str(tmp_path)
    assert "找不到语音识别的模型" in recognised(video, editor)

"""What people do with a video: stop, try again, replace, trim, delete; and what the house does by itself."""

import errno

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.storage import storages
from django.utils import timezone

from foundation.jobs.models import Job
from foundation.jobs.services import run_waiting
from foundation.rights.refusals import Refused
from media_jobs import services
from media_jobs.contract import Mark
from media_jobs.models import Video, VideoState
from media_jobs.steps import encode

from .reading import folder, lengths, stamps

pytestmark = pytest.mark.django_db


def now(video: Video) -> Video:
    video.refresh_from_db()
    return video


def files_of(video: Video) -> list:
    places = [folder(video, zone) for zone in ("default", "private")]
    return [one for place in places for one in place.rglob("*") if one.is_file()]


def test_what_is_stopped_stays_stopped_until_somebody_tries_again(phone_clip, taken, editor):
    video = taken(phone_clip)
    services.cancel(video, by=editor, reason="传错了")
    run_waiting()
    assert (now(video).state, video.error) == (VideoState.CANCELLED, "已停止：传错了")
    with pytest.raises(Refused, match="已取消"):
        services.cancel(video, by=editor, reason="再停一次")
    services.retry(video, by=editor, reason="没有传错")
    run_waiting()
    assert now(video).state == VideoState.READY


def test_a_reason_is_asked_for_and_others_may_not(phone_clip, taken, editor, user_for):
    video = taken(phone_clip)
    with pytest.raises(Refused, match="理由"):
        services.cancel(video, by=editor, reason=" ")
    with pytest.raises(PermissionDenied):
        services.delete(video, by=user_for("deputy"), reason="不想看")


def test_deleting_leaves_nothing(phone_clip, taken, editor):
    video = taken(phone_clip)
    run_waiting()
    assert len(files_of(video)) > 5
    services.delete(now(video), by=editor, reason="会议改期")
    run_waiting()
    assert files_of(video) == []
    assert not Video.objects.exists()


def test_another_file_plays_under_the_same_address_and_the_old_one_goes_later(
    phone_clip, old_clip, taken, editor, time_machine
):
    video = taken(phone_clip)
    run_waiting()
    before = services.playback(now(video))
    with old_clip.open("rb") as file:
        services.replace(video, File(file, "old.ts"), by=editor)
    assert services.playback(now(video)).edition == 1
    run_waiting()
    after = services.playback(now(video))
    assert (after.master, after.edition, after.width) == (before.master, 2, 320)
    time_machine.move_to(timezone.now() + timezone.timedelta(days=2))
    services.sweep()
    assert not (folder(video) / "1").exists()
    assert len(list((folder(video, "private") / "source").iterdir())) == 1
    assert (folder(video) / video.renditions.get(name="180").playlist).exists()


def test_trimming_copies_all_but_the_first_moment_and_moves_chapters(phone_clip, taken, editor):
    video = taken(phone_clip)
    run_waiting()
    services.set_chapters(now(video), [Mark(0, "开幕"), Mark(3, "报告")], by=editor)
    services.trim(video, 1.48, 7.2, by=editor)
    run_waiting()
    quality = now(video).renditions.get(edition=2, name="360")
    assert (video.state, quality.way) == (VideoState.READY, "copy")
    shown = stamps(folder(video) / quality.playlist)
    assert 143 <= len(shown) <= 147  # 5.72 s; a copied end comes some pictures late
    assert lengths(video, quality)[0] == "#EXTINF:0.520000,"
    assert [(round(one.at_s, 2), one.title) for one in video.chapters.all()] == [(1.52, "报告")]


def test_a_full_disk_pauses_and_the_work_goes_on_by_itself(old_clip, taken, monkeypatch):
    video = taken(old_clip)
    with monkeypatch.context() as full:

        def no_room(*_):
            raise OSError(errno.ENOSPC, "No space left on device")

        full.setattr(encode, "work_folder", no_room)
        run_waiting()
    assert (now(video).state, "磁盘已满" in video.message) == (VideoState.PAUSED, True)
    assert services.tend() == 1
    run_waiting()
    assert now(video).state == VideoState.READY


def test_new_rules_make_all_videos_anew_and_the_old_ones_play_meanwhile(phone_clip, taken, user_for, decided):
    video = taken(phone_clip)
    run_waiting()
    operator = user_for("media_operator")
    assert services.reencode_all(by=operator) == 0
    decided("media.crf", 30)
    assert services.reencode_all(by=operator) == 1
    assert now(video).is_playable
    assert Job.objects.get(state="queued").priority < 100
    run_waiting()
    assert (now(video).state, video.playing) == (VideoState.READY, 2)


def test_a_deputies_video_is_reached_by_its_own_link_only(phone_clip, taken, user_for, client_for):
    video = taken(phone_clip, access="deputies")
    run_waiting()
    assert not folder(video).exists()
    deputy, other = user_for("deputy"), user_for("deputy")
    master = services.playback(now(video), user=deputy).master
    answer = client_for(deputy).get(master)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/vnd.apple.mpegurl")
    below = master.removesuffix("master.m3u8") + video.renditions.get(name="360").playlist
    assert client_for(deputy).get(below).status_code == 200
    assert client_for(other).get(master).status_code == 403
    assert client_for(deputy).get(master.replace("master.m3u8", "source/1")).status_code == 404


def test_a_part_of_a_file_can_be_asked_for_and_links_expire(
    phone_clip, taken, user_for, client_for, time_machine
):
    video = taken(phone_clip, access="deputies")
    run_waiting()
    deputy = user_for("deputy")
    told, client = services.playback(now(video), user=deputy), client_for(deputy)
    part = client.get(told.download, headers={"Range": "bytes=4-7"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"ftyp")
    time_machine.move_to(timezone.now() + timezone.timedelta(hours=13))
    assert client_for(deputy).get(told.master).status_code == 403
    assert storages["private"].exists(video.master)

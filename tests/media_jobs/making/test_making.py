"""From an uploaded file to what players get, with the real ffmpeg."""

from itertools import pairwise

import pytest

from foundation.jobs.services import run_waiting
from media_jobs.models import Video, VideoState
from media_jobs.services import playback

from . import clips
from .reading import folder, lengths, stamps, streams

pytestmark = pytest.mark.django_db


def made(video: Video) -> Video:
    run_waiting()
    video.refresh_from_db()
    assert (video.state, video.error) == (VideoState.READY, "")
    return video


def even(times: list[float], step: float) -> bool:
    return all(abs(after - before - step) < 0.001 for before, after in pairwise(times))


def test_a_phone_film_is_used_as_it_is_and_needs_no_encoding(phone_clip, taken):
    video = made(taken(phone_clip))
    pictures = video.renditions.get(name="360")
    assert pictures.way == "copy"
    assert not video.chunks.exists()
    shown = stamps(folder(video) / pictures.playlist)
    assert len(shown) == 250
    assert even(shown, 0.04)


def test_chunks_join_without_a_gap_and_segments_begin_together_on_all_qualities(old_clip, taken):
    video = made(taken(old_clip))
    assert video.chunks.count() > 1
    pictures, sound = video.renditions.get(name="180"), video.renditions.get(name="sound")
    shown = stamps(folder(video) / pictures.playlist)
    assert (len(shown), even(shown, 0.04)) == (225, True)
    assert even(stamps(folder(video) / sound.playlist), 1024 / 48000)
    heard = [round(float(line[8:-1])) for line in lengths(video, sound)]
    assert heard == [round(float(line[8:-1])) for line in lengths(video, pictures)]


def test_copied_and_encoded_qualities_have_the_same_segments(clip_folder, taken):
    source = clips.make(clip_folder / "480.mp4", picture="testsrc2=s=854x480:r=25:d={seconds}", seconds=6)
    video = made(taken(source))
    qualities = video.renditions.exclude(name="sound")
    assert {(one.name, one.way) for one in qualities} == {("480", "copy"), ("360", "encode")}
    assert len({tuple(lengths(video, one)) for one in qualities}) == 1
    master = (folder(video) / "master.m3u8").read_text()
    assert master.count("#EXT-X-STREAM-INF") == 2
    assert "RESOLUTION=640x360" in master


def test_a_player_is_told_poster_small_pictures_and_a_file_to_keep(phone_clip, taken):
    video = made(taken(phone_clip))
    told = playback(video)
    assert told.complete
    assert (told.width, told.height, round(told.duration_s)) == (640, 360, 10)
    assert all(
        one.startswith("/media/videos/") for one in (told.master, told.poster, told.sprite_vtt, told.download)
    )
    kept = folder(video).parent.parent / video.download
    pictures, sound = streams(kept)
    assert (pictures["codec_name"], sound["codec_name"]) == ("h264", "aac")
    assert abs(float(pictures["start_time"]) - float(sound["start_time"])) < 0.001


@pytest.mark.parametrize(
    ("picture", "tone", "names"), [("", clips.TONE, {"sound"}), (clips.PICTURE, "", {"180"})]
)
def test_sound_alone_and_pictures_alone_play_too(clip_folder, taken, picture, tone, names):
    source = clips.make(clip_folder / f"only{len(tone)}.mp4", picture=picture, tone=tone)
    video = made(taken(source))
    assert {one.name for one in video.renditions.all()} == names
    assert playback(video).master.endswith("/master.m3u8")


def test_quiet_sound_is_brought_to_the_loudness_of_broadcasting(clip_folder, taken):
    quiet = clips.make(clip_folder / "quiet.mp4", picture="", tone=f"{clips.TONE},volume=-12dB", seconds=4)
    video = made(taken(quiet))
    assert video.loudness < -30
    assert video.renditions.get(name="sound").way == "encode"


def test_a_film_held_upright_is_turned_and_keeps_its_shape(clip_folder, taken):
    lying = clips.make(clip_folder / "lying.mp4", seconds=2)
    video = made(taken(clips.turned(lying, clip_folder / "upright.mp4")))
    rendition = video.renditions.exclude(name="sound").get()
    assert (rendition.way, rendition.width, rendition.height) == ("encode", 180, 320)
    shown = streams(folder(video) / rendition.playlist)[0]
    assert (shown["width"], shown["height"]) == (180, 320)


def test_a_file_that_is_no_video_fails_with_a_sentence(tmp_path, taken):
    wrong = tmp_path / "letter.mp4"
    wrong.write_bytes(b"not a film" * 100)
    video = taken(wrong)
    run_waiting()
    video.refresh_from_db()
    assert video.state == VideoState.FAILED
    assert "。" in video.error
    assert playback(video) is None

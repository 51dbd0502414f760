"""Which files are taken, and what is said of the others."""

from dataclasses import replace

import pytest

from media_jobs.admit import Bounds, admit, admit_name, bounds_in_force
from media_jobs.containers import sniff
from media_jobs.contract import MediaError, Probe, VideoStream
from media_jobs.probe import MAX_PIXELS

BOUNDS = Bounds(size=10**9, seconds=8 * 3600, frames=2_000_000, rate=300, pixels=34_000_000, tracks=32)
VIDEO = VideoStream(0, "h264", "High", 40, 1920, 1080, "yuv420p", 8, "25")
FILM = Probe("mov", 10**6, 60, 60, 0, 4_000_000, VIDEO, tracks=2)


def test_an_ordinary_film_is_taken():
    admit(FILM, name="会议.MP4", bounds=BOUNDS)
    admit(replace(FILM, video=None, container="mp3"), name="录音.mp3", bounds=BOUNDS)


def test_a_damaged_one_too():
    admit(replace(FILM, damage="可能没有传完整"), name="a.mov", bounds=BOUNDS)


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("a.exe", {}, "不收 .exe 文件"),
        ("a", {}, "没有扩展名"),
        ("a.mp4", {"size_bytes": 2 * 10**9}, "超过 0 GB"),
        ("a.mp4", {"container": "mpegts"}, "内容其实是 TS"),
        ("a.mkv", {}, "内容其实是 MP4"),
        ("a.mp4", {"duration_s": 9 * 3600}, "超过 8 小时"),
        ("a.mp4", {"tracks": 40}, "40 条轨道"),
        ("a.mp4", {"video": replace(VIDEO, width=9000, height=4000)}, "9000×4000"),
        ("a.mp4", {"video": replace(VIDEO, width=0)}, "看不出画面有多大"),
        ("a.mp4", {"video": replace(VIDEO, fps="1000")}, "每秒 1000 帧"),
        ("a.mp4", {"duration_s": 7 * 3600, "video": replace(VIDEO, fps="120")}, "超过 200 万帧"),
    ],
)
def test_each_refusal_says_what_and_what_to_do(name, change, says):
    with pytest.raises(MediaError) as refused:
        admit(replace(FILM, **change), name=name, bounds=BOUNDS)
    assert says in refused.value.message
    assert refused.value.advice
    assert refused.value.permanent


@pytest.mark.django_db
def test_the_numbers_are_rules_of_the_house(decided):
    decided("media.hours", 2)
    assert bounds_in_force().seconds == 7200
    assert bounds_in_force().pixels == MAX_PIXELS
    with pytest.raises(MediaError, match="超过 20 GB"):
        admit_name("a.mp4", 21 * 1024**3)


def test_how_files_begin():
    assert sniff(b"\0\0\0\x20ftypisom") == "mov"
    assert sniff(b"RIFF\0\0\0\0WAVEfmt ") == "wav"
    assert sniff((b"G" + b"\0" * 187) * 5) == "mpegts"
    assert sniff((b"\0\0\0\0G" + b"\0" * 187) * 6) == "mpegts"
    assert sniff(b"\xff\xfb\x90\0") == "mp3"
    assert sniff(b"\xff\xf1\x50\x80") == "aac"
    for no_film in (
        b"",
        b"#EXTM3U\n",
        b"ffconcat version 1.0\n",
        b"<svg",
        b"GIF89a",
        b"MZ\x90\0",
        b"RIFF\0\0\0\0WEBP",
    ):
        assert sniff(no_film) == ""

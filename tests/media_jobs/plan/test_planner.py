"""What is made of a file: never more than it has, and the same segments on all qualities."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_jobs.contract import AudioStream, Probe, VideoStream
from media_jobs.plan import Ladder, plan, why_not_copied

PHONE = VideoStream(0, "h264", "High", 40, 1920, 1080, "yuv420p", 8, "30/1", bit_rate=6_000_000)
AAC = AudioStream(1, "aac", "LC", 2, 48000, 128_000)


def film(
    video: VideoStream | None = PHONE, audio=(AAC,), seconds: float = 60.0, every: float = 2.0, **more
) -> Probe:
    keys = tuple(round(one * every, 6) for one in range(int(seconds / every) + 1) if one * every < seconds)
    rate = (video.bit_rate if video else 0) + sum(one.bit_rate for one in audio)
    return Probe(
        "mov", 10_000_000, seconds, seconds, 0.0, rate, video, audio, keyframes=keys if video else (), **more
    )


@st.composite
def films(draw) -> Probe:
    wide, high = draw(st.integers(2, 4100)), draw(st.integers(2, 4100))
    video = replace(
        PHONE, width=wide, height=high, codec=draw(st.sampled_from(["h264", "hevc", "mpeg4"])),
        bit_rate=draw(st.integers(0, 40_000_000)), rotation=draw(st.sampled_from([0, 90, 180, 270])),
        fps=draw(st.sampled_from(["0/1", "1/3", "25/1", "30000/1001", "60/1", "1000/1"])),
        variable_rate=draw(st.booleans()), order=draw(st.sampled_from(["", "progressive", "tt"])),
        transfer=draw(st.sampled_from(["", "bt709", "smpte2084"])),
    )  # fmt: skip
    gaps = draw(st.lists(st.floats(0.04, 12), max_size=60))
    keys, at = [0.0], 0.0
    for gap in gaps:
        keys.append(at := round(at + gap, 6))
    return replace(film(video, seconds=at + draw(st.floats(0.04, 12))), keyframes=tuple(keys))


@given(films())
def test_no_quality_is_larger_or_heavier_than_the_film(probe):
    made = plan(probe, Ladder())
    short = min(probe.video.shown)
    assert made.rungs
    for rung in made.rungs:
        assert min(rung.width, rung.height) <= max(short, 2)
        if rung.way == "encode":
            assert rung.width % 2 == rung.height % 2 == 0
            if probe.video.bit_rate:
                assert rung.max_rate <= probe.video.bit_rate
    assert len({rung.name for rung in made.rungs}) == len(made.rungs)
    assert [rung.way for rung in made.rungs[1:]] == ["encode"] * (len(made.rungs) - 1)


@given(films())
def test_segments_and_chunks_cover_the_film_once(probe):
    made = plan(probe, Ladder())
    assert made.boundaries[0] == 0
    assert all(before < after for before, after in pairwise((*made.boundaries, made.duration_s)))
    if made.chunks:
        assert made.chunks[0][0] == 0
        assert made.chunks[-1][1] == len(made.boundaries)
        assert all(before[1] == after[0] for before, after in pairwise(made.chunks))
        assert {made.boundaries[first] for first, _ in made.chunks} <= set(probe.keyframes)
    assert type(made).from_dict(made.as_dict()) == made


def test_a_phone_film_is_copied_and_its_lower_qualities_are_encoded():
    made = plan(film(), Ladder())
    assert [(one.name, one.way) for one in made.rungs] == [
        ("1080", "copy"), ("720", "encode"), ("480", "encode"), ("360", "encode"),
    ]  # fmt: skip
    assert made.sound.way == "copy"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"codec": "hevc"}, "H.264"),
        ({"pixel_format": "yuv420p10le"}, "8 位"),
        ({"profile": "High 4:4:4 Predictive"}, "类别"),
        ({"level": 51}, "级别"),
        ({"rotation": 90}, "转 90 度"),
        ({"sar": "4:3"}, "方的"),
        ({"order": "tt"}, "隔行"),
        ({"transfer": "arib-std-b67"}, "高动态"),
        ({"bit_rate": 9_000_000}, "码率"),
    ],
)
def test_what_some_players_cannot_show_is_encoded_and_the_reason_is_said(change, why):
    probe = film(replace(PHONE, **change))
    assert why in why_not_copied(probe, Ladder())
    made = plan(probe, Ladder())
    assert all(one.way == "encode" for one in made.rungs)
    assert any(why in one for one in made.skipped)


def test_what_is_enlarged_on_most_screens_is_encoded_with_more_care():
    made = plan(film(replace(PHONE, codec="hevc")), Ladder(crf=23, crf_small=21))
    assert [(one.name, one.crf) for one in made.rungs] == [
        ("1080", 23),
        ("720", 23),
        ("480", 21),
        ("360", 21),
    ]


def test_key_pictures_too_far_apart_are_no_place_for_segments():
    assert "关键帧" in why_not_copied(film(every=10.0), Ladder())
    assert why_not_copied(film(every=6.0), Ladder()) == ""


def test_upright_films_have_upright_qualities():
    made = plan(film(replace(PHONE, rotation=90)), Ladder())
    assert [(one.width, one.height) for one in made.rungs] == [
        (1080, 1920),
        (720, 1280),
        (480, 854),
        (360, 640),
    ]


def test_odd_sides_become_even():
    made = plan(film(replace(PHONE, width=641, height=359, codec="vp9")), Ladder())
    assert [(one.width, one.height) for one in made.rungs] == [(640, 358)]


def test_a_size_between_two_qualities_is_kept_as_the_best():
    made = plan(film(replace(PHONE, width=1068, height=600, codec="vp9")), Ladder())
    assert [one.name for one in made.rungs] == ["600", "480", "360"]


def test_interlaced_bright_and_hasty_films_are_made_ordinary():
    made = plan(film(replace(PHONE, order="tt", transfer="smpte2084", fps="1000/1")), Ladder())
    assert made.filters == ("deinterlace", "tonemap")
    assert made.frame_rate == 60


def test_uneven_pictures_keep_their_times_only_where_the_film_itself_is_shown():
    uneven = replace(PHONE, variable_rate=True, fps="2997/100")
    assert plan(film(uneven), Ladder()).frame_rate == 0
    assert plan(film(replace(uneven, codec="hevc")), Ladder()).frame_rate == 30


def test_sound_alone_has_segments_and_no_quality():
    made = plan(film(None, seconds=30.0), Ladder())
    assert (made.rungs, made.chunks, made.sound.way) == ((), (), "copy")
    assert len(made.boundaries) > 5


def test_a_film_without_sound_has_none():
    assert plan(film(audio=()), Ladder()).sound is None


def test_surround_sound_becomes_stereo():
    made = plan(film(audio=(replace(AAC, channels=6),)), Ladder())
    assert (made.sound.way, made.sound.channels) == ("encode", 2)


def test_a_short_film_is_cut_finer_so_that_workers_share_it():
    assert len(plan(film(seconds=30.0), Ladder()).chunks) >= 4
    assert len(plan(film(seconds=600.0), Ladder()).chunks) in (19, 20)


def test_other_rules_are_another_ladder():
    assert Ladder().version == Ladder().version != Ladder(crf=23).version

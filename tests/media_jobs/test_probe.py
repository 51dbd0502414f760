"""What a file is, as two tools tell it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_jobs.contract import MediaError, Probe
from media_jobs.probe import probe
from media_jobs.probe.packets import parsed
from media_jobs.probe.shades import bits_of


def test_a_phone_film_is_known(films):
    found = probe(films / "turned.mp4")
    assert found.container == "mov"
    assert found.duration_s == pytest.approx(2, abs=0.05)
    assert found.keyframes == (0.0, 1.0)
    assert found.video.codec == "h264"
    assert found.video.rate == 25
    assert found.video.rotation == 270
    assert found.video.shown == (180, 320)
    assert [track.codec for track in found.audio] == ["aac"]


def test_what_must_be_known_before_encoding_is_known(films):
    assert probe(films / "hdr.mp4").video.hdr
    assert probe(films / "hdr.mp4").video.bits == 10
    assert probe(films / "interlaced.mp4").video.order == "tt"
    assert probe(films / "uneven.mp4").video.variable_rate
    assert not probe(films / "silent.mp4").video.variable_rate
    assert probe(films / "odd.mp4").video.pixel_format == "yuv444p"


def test_sound_alone_has_no_picture_and_a_cover_is_none(films):
    cover = probe(films / "cover.mp3")
    assert cover.cover
    assert cover.video is None
    assert probe(films / "sound.m4a").video is None
    assert len(probe(films / "three-tongues.mp4").audio) == 3
    assert probe(films / "surround.mp4").audio[0].channels == 6


def test_a_stream_that_begins_late_counts_from_its_beginning(films):
    found = probe(films / "stream.mp4")
    assert found.start_s > 1
    assert found.keyframes == (0.0, 1.0)
    assert found.duration_s == pytest.approx(2, abs=0.1)


NAMES = ["turned.mp4", "hdr.mp4", "interlaced.mp4", "surround.mp4", "cover.mp3", "cut-with-index.mp4"]


@pytest.mark.parametrize("name", NAMES)
def test_the_package_alone_says_the_same_as_the_system(name, films, request):
    first = probe(films / name)
    request.getfixturevalue("packaged")
    second = probe(films / name)
    assert second.probed_by != first.probed_by
    assert rough(second) == rough(first)


def rough(found: Probe) -> Probe:
    """Without what ffmpeg rounds when it speaks in words."""
    video = found.video and replace(found.video, bit_rate=0)
    audio = tuple(replace(track, bit_rate=0) for track in found.audio)
    declared = round(found.declared_s)
    return replace(found, video=video, audio=audio, declared_s=declared, probed_by="", start_s=0.0)


def test_the_package_alone_refuses_what_the_system_refuses(films, packaged):
    for name in ("list-near.mp4", "broken-index.mp4", "cut-without-index.mp4", "empty.mp4"):
        with pytest.raises(MediaError):
            probe(films / name)


def test_what_was_found_goes_into_a_column_and_back(films):
    import json

    found = probe(films / "surround.mp4")
    assert Probe.from_dict(json.loads(json.dumps(found.as_dict()))) == found


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 1000), st.booleans()), max_size=30))
def test_printed_packets_are_read_as_they_were(packets):
    lines = ["#tb 0: 1/1000", "#media_type 0: video", "#sar 0: 1/1"]
    lines += [f"0, {at}, {at}, {long}, 7, 0xab{'' if key else ', F=0x0'}" for at, long, key in packets]
    read = [(round(one.at * 1000), round(one.length * 1000), bool(one.flags & 1)) for one in parsed(lines)]
    assert read == packets


@given(st.text(max_size=200))
def test_whatever_is_printed_breaks_nothing(text):
    list(parsed(["#tb 0: 1/25", *text.splitlines()]))


@pytest.mark.parametrize(
    ("name", "bits"),
    [
        ("yuv420p", 8),
        ("yuv420p10le", 10),
        ("p010le", 10),
        ("yuvj420p", 8),
        ("gray16be", 16),
        ("nv12", 8),
        ("", 0),
    ],
)
def test_bits_of_a_sample(name, bits):
    assert bits_of(name) == bits

"""Captions as people write them: what is right is kept word for word, what is wrong is named by its line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_jobs.captions import webvtt
from media_jobs.captions.cues import CaptionFaults, Cue, checked, overlapping
from media_jobs.captions.reading import from_bytes
from media_jobs.captions.timing import milliseconds, stamp
from media_jobs.contract import MediaError

VTT = """WEBVTT - 常委会会议

STYLE
::cue { background: url(http://example.invalid/x) }

NOTE 工作人员注

1
00:01.000 --> 00:02.500 align:start position:10%
<v 主任>现在<b>开会</b>。

00:00:03.000 --> 00:00:04.000
一 &lt; 二 &amp; 三
"""
SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<i>现在</i>开会。\r\n第二行\r\n\r\n2\r\n00:00:03,5 --> 00:00:04,000\r\n好\r\n"


def said(cues):
    return [(one.start, one.end, one.text) for one in cues]


def test_words_are_kept_and_looks_are_left_out():
    assert said(webvtt.parse(VTT)) == [(1000, 2500, "主任：现在开会。"), (3000, 4000, "一 < 二 & 三")]


def test_what_is_written_asks_nothing_of_the_network():
    clean = webvtt.write(webvtt.parse(VTT))
    assert "url(" not in clean
    assert "STYLE" not in clean
    assert "一 &lt; 二 &amp; 三" in clean


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_srt_is_read_in_the_codings_people_have(coding):
    assert said(from_bytes(SRT.encode(coding))) == [(1000, 2500, "现在开会。\n第二行"), (3500, 4000, "好")]


def test_every_wrong_line_is_named():
    wrong = "WEBVTT\n\n00:00:01.000 -> 00:00:02.000\n没有箭头\n\n00:00:61.000 --> 00:00:05.000\n六十一秒\n\n00:00:01.000 --> 明天\n好\n"
    with pytest.raises(CaptionFaults) as refused:
        from_bytes(wrong.encode())
    assert [one.line for one in refused.value.faults] == [3, 6, 9]
    assert "第 6 行：开始时间“00:00:61.000”不对" in str(refused.value)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("WEBVTT\n00:01.000 --> 00:02.000\n好\n", "第 2 行：WEBVTT 下面要空一行"),
        ("WEBVTT\n\n00:03.000 --> 00:02.000\n好\n", "第 3 行：结束时间不在开始时间之后"),
        ("WEBVTT\n\n00:20.000 --> 00:22.000\n好\n", "第 3 行：时间超过视频的长度"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "长" * 501, "第 3 行：这一句有 501 个字"),
        ("WEBVTT\n\n", "没有一句字幕"),
        ("  \n", "是空的"),
        ("会议记录\n今天开会\n", "第 1 行：“会议记录”上面没有时间行"),
    ],
)
def test_what_makes_no_sense_is_said(text, says):
    with pytest.raises(MediaError, match=says):
        from_bytes(text.encode(), seconds=10)


def test_a_picture_is_no_caption():
    with pytest.raises(MediaError, match="编码"):
        from_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)))


def test_cues_of_a_screen_are_named_by_their_number_and_put_in_order():
    with pytest.raises(CaptionFaults, match="第 2 条：结束时间不在开始时间之后"):
        checked([Cue(0, 1000, "好"), Cue(2000, 2000, "不好")])
    cues = checked([Cue(2000, 3000, "二"), Cue(0, 2500, "一\n\n\u200b"), Cue(5000, 6000, "  ")])
    assert said(cues) == [(0, 2500, "一"), (2000, 3000, "二")]
    assert overlapping(cues) == [2]


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
spans = st.tuples(st.integers(0, 10**7), st.integers(1, 10**5))


@given(st.lists(st.tuples(spans, words), min_size=1, max_size=20))
def test_what_was_kept_reads_back_the_same(given_cues):
    try:
        kept = checked(Cue(start, start + long, text) for (start, long), text in given_cues)
    except CaptionFaults:
        return  # nothing but characters that only machines read
    assert said(webvtt.parse(webvtt.write(kept))) == said(kept)


@given(st.binary(max_size=200))
def test_whatever_is_handed_in_gets_cues_or_a_sentence(content):
    for head in (b"", b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n"):
        with suppress(MediaError):
            assert from_bytes(head + content)


@given(st.integers(0, 9999 * 3600 * 1000))
def test_times_are_written_as_they_are_read(moment):
    assert milliseconds(stamp(moment)) == moment

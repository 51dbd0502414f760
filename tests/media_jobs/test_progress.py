"""Percent and time left, from what ffmpeg says of itself."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from media_jobs.progress import Progress
from media_jobs.reasons import DiskFull, failed

SAID = b"frame=50\nfps=25\ntotal_size=1000\nout_time_us=2000000\nprogress=continue\n"


@given(st.lists(st.integers(0, len(SAID)), max_size=8))
def test_however_the_words_arrive_the_same_is_understood(cuts):
    progress, places = Progress(10), [0, *sorted(cuts), len(SAID)]
    for first, last in pairwise(places):
        progress.hear(SAID[first:last])
    assert progress.so_far(4) == (20.0, 16.0)


def test_saying_the_same_again_is_no_progress():
    progress = Progress(10)
    assert progress.hear(SAID)
    assert not progress.hear(SAID)
    assert progress.hear(SAID.replace(b"50", b"51"))


def test_what_is_not_known_is_not_guessed():
    assert Progress(0).so_far(5) == (0.0, None)
    late = Progress(10)
    late.hear(b"out_time_us=N/A\n")
    assert late.so_far(5) == (0.0, None)
    late.hear(b"out_time_us=99000000\n")
    assert late.so_far(5) == (99.0, 0.0)


def test_people_read_a_sentence_and_the_operator_the_words():
    lost = failed(1, "[mov] moov atom not found\nin.mp4: Invalid data found when processing input")
    assert "没有传完整" in lost.message
    assert "moov" in lost.stderr
    assert lost.permanent
    assert isinstance(failed(1, "av_interleaved_write_frame(): No space left on device"), DiskFull)
    assert "内存" in failed(137, "").message
    assert not failed(137, "").permanent
    assert "出错退出" in failed(139, "").message
    assert "不能启动" in failed(127, "").message
    assert "技术详情" in failed(1, "something new").advice

"""Films made to do harm: no request leaves, no other file is opened, nothing hangs, and each gets an answer."""

import time
from pathlib import Path

import pytest

from media_jobs.admit import Bounds, admit
from media_jobs.contract import MediaError, Probe
from media_jobs.probe import PROBING, probe, structured
from media_jobs.runner import run
from media_jobs.sandbox import Limits

from .hostile import lists
from .hostile.encoding import encoded
from .hostile.samples import DAMAGED, REFUSED, SAMPLES

BOUNDS = Bounds(size=10**9, seconds=8 * 3600, frames=2_000_000, rate=300, pixels=34_000_000, tracks=32)
PATIENCE = 25  # seconds; the machine may be busy


def taken(path: Path) -> Probe:
    found = probe(path)
    admit(found, name=path.name, bounds=BOUNDS)
    return found


def test_there_are_thirty_eight_of_them(corpus):
    assert len(SAMPLES) == 38
    assert all((corpus.folder / one.name).exists() for one in SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_each_is_refused_with_a_sentence_or_becomes_a_film(sample, corpus, tmp_path):
    path, began = corpus.folder / sample.name, time.monotonic()
    if sample.fate == REFUSED:
        with pytest.raises(MediaError) as refused:
            taken(path)
        assert sample.says in str(refused.value)
        assert refused.value.advice
    else:
        found = taken(path)
        assert bool(found.damage) == (sample.fate == DAMAGED)
        assert sample.says in found.damage
        film = probe(encoded(path, found, tmp_path))
        assert film.duration_s == pytest.approx(found.duration_s, abs=0.3)
        assert bool(film.video) == bool(found.video)
    assert time.monotonic() - began < PATIENCE
    assert not corpus.listener.knocks
    assert not corpus.opened.events()


@pytest.mark.parametrize("name", lists.LISTS)
def test_ffmpeg_itself_refuses_lists_where_nothing_else_stops_them(name, corpus, tmp_path, no_walls):
    with pytest.raises(MediaError):
        structured.ask(corpus.folder / name, tmp_path, PROBING)
    assert not corpus.listener.knocks
    assert not corpus.opened.events()


def test_without_our_options_the_same_lists_do_harm_and_it_is_noticed(corpus, tmp_path, no_walls):
    open_to_all = ["-v", "error", "-protocol_whitelist", "file,http,tcp,crypto,data"]
    for name in ("list-file.mp4", "list-http.mp4"):
        argv = ["ffmpeg", *open_to_all, "-i", str(corpus.folder / name), "-t", "0.1", "-f", "null", "-"]
        try:
            run(argv, folder=tmp_path, limits=Limits(wall=20))
        except MediaError:
            assert name == "list-http.mp4"
    assert corpus.opened.events()
    assert corpus.listener.knocks
    corpus.listener.knocks.clear()


def test_behind_the_walls_even_that_does_no_harm(corpus, tmp_path):
    open_to_all = ["-v", "error", "-protocol_whitelist", "file,http,tcp,crypto,data"]
    for name in ("list-file.mp4", "list-http.mp4", "concat-absolute.mp4"):
        path = corpus.folder / name
        argv = ["ffmpeg", *open_to_all, "-i", str(path), "-t", "0.1", "-f", "null", "-"]
        with pytest.raises(MediaError):
            run(argv, folder=tmp_path, reads=[path], limits=Limits(wall=20))
    assert not corpus.opened.events()
    assert not corpus.listener.knocks

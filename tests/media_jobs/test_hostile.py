"""Films made to do harm: no request leaves, no other file is opened, nothing hangs, and each gets an answer."""

import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from foundation.jobs.models import Job
from foundation.jobs.services import run_waiting
from foundation.storage.files import LocalStorage
from media_jobs.contract import MediaError
from media_jobs.models import Video
from media_jobs.probe import PROBING, probe, structured
from media_jobs.runner import run
from media_jobs.sandbox import Limits
from media_jobs.services import playback, take_in
from media_jobs.zones import zone_of

from .hostile import lists
from .hostile.samples import DAMAGED, REFUSED, SAMPLES

PATIENCE = 60  # seconds for everything that is made of a film; the machine may be busy


def made_of(path, by) -> Video:
    """The way of every upload: kept, looked into, encoded, told to players."""
    video = take_in(ContentFile(path.read_bytes(), name=path.name), by=by, title=path.name)
    while run_waiting(queue="media_first") + run_waiting(queue="media"):
        pass
    video.refresh_from_db()
    return video


def assert_plays(video: Video, sample) -> None:
    """Everything was made, and what a viewer may download is the film that was found."""
    assert not Job.objects.exclude(state="done").exists()
    found = video.found
    assert bool(found.damage) == (sample.fate == DAMAGED)
    assert sample.says in found.damage
    played = playback(video)
    assert played
    assert bool(played.poster) == bool(found.video)
    storage = zone_of(video).storage
    assert isinstance(storage, LocalStorage)
    film = probe(Path(storage.path(video.download)))
    assert film.duration_s == pytest.approx(found.duration_s, abs=0.3)
    assert bool(film.video) == bool(found.video)
    assert bool(film.audio) == bool(found.audio)


def test_there_are_thirty_eight_of_them(corpus):
    assert len(SAMPLES) == 38
    assert all((corpus.folder / one.name).exists() for one in SAMPLES)


@pytest.mark.production
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_each_is_refused_with_a_sentence_or_becomes_a_film(sample, corpus, user_for):
    began = time.monotonic()
    try:
        video = made_of(corpus.folder / sample.name, user_for("editor"))
        said = video.error
    except MediaError as refused:
        video, said = None, str(refused)
    if sample.fate == REFUSED:
        listed = sample.name.endswith(".m3u8")  # refused by its name, before anything looks into it
        assert ("不收 .m3u8 文件" if listed else sample.says) in said
        assert video is None or (video.state == "failed" and playback(video) is None)
    else:
        assert_plays(video, sample)
    assert time.monotonic() - began < PATIENCE
    assert not corpus.listener.knocks
    assert not corpus.opened.events()


@pytest.mark.parametrize("name", lists.LISTS)
def test_ffmpeg_itself_refuses_lists_where_nothing_else_stops_them(name, corpus, tmp_path, no_walls):
    with pytest.raises(MediaError):
        structured.ask(corpus.folder / name, tmp_path, PROBING)
    assert not corpus.listener.knocks
    assert not corpus.opened.events()


OPEN_TO_ALL = ["-v", "error", "-protocol_whitelist", "file,http,tcp,crypto,data"]


def test_without_our_options_the_same_lists_do_harm_and_it_is_noticed(corpus, tmp_path, no_walls):
    for name in ("list-file.mp4", "list-http.mp4"):
        argv = ["ffmpeg", *OPEN_TO_ALL, "-i", str(corpus.folder / name), "-t", "0.1", "-f", "null", "-"]
        try:
            run(argv, folder=tmp_path, limits=Limits(wall=20))
        except MediaError:
            assert name == "list-http.mp4"
    assert corpus.opened.events()
    assert corpus.listener.knocks
    corpus.listener.knocks.clear()


def test_behind_the_walls_even_that_does_no_harm(corpus, tmp_path):
    for name in ("list-file.mp4", "list-http.mp4", "concat-absolute.mp4"):
        path = corpus.folder / name
        argv = ["ffmpeg", *OPEN_TO_ALL, "-i", str(path), "-t", "0.1", "-f", "null", "-"]
        with pytest.raises(MediaError):
            run(argv, folder=tmp_path, reads=[path], limits=Limits(wall=20))
    assert not corpus.opened.events()
    assert not corpus.listener.knocks

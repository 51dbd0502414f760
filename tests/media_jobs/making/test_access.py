"""Other viewers for a film that is there: its files move, the old address stops, nothing is lost on the way."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.jobs.models import Job
from foundation.jobs.services import run_waiting
from foundation.rights.refusals import Refused
from media_jobs import services
from media_jobs.models import Caption, Video
from media_jobs.services import library
from media_jobs.steps import move

from . import clips
from .reading import folder

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def short_clip(clip_folder):
    return clips.make(clip_folder / "short.mp4", seconds=1)


@pytest.fixture
def film(short_clip, taken) -> Video:
    video = taken(short_clip)
    run_waiting()
    place = folder(video) / "captions"
    place.mkdir()
    (place / "zh-CN.vtt").write_text("WEBVTT\n")
    Caption.objects.create(
        video=video, language="zh-CN", label="中文", text="WEBVTT\n", made_by=video.created_by,
        stored=f"{video.folder}/captions/zh-CN.vtt", state="approved",
    )  # fmt: skip
    return Video.objects.get(pk=video.pk)


def names(video: Video, zone: str) -> set[str]:
    place = folder(video, zone)
    found = {str(one.relative_to(place)) for one in place.rglob("*") if one.is_file()}
    return {name for name in found if not name.startswith("source/")}


def test_a_public_film_becomes_the_deputies_and_back_with_all_its_files(film, editor, user_for, client_for):
    before = names(film, "default")
    told = library.digests([film.pk])
    services.set_access(film, "deputies", by=editor)
    assert (services.moving(film), names(film, "private")) == ("正在改成“仅代表”，文件搬好就生效。", set())
    run_waiting()
    film.refresh_from_db()
    assert (film.access, names(film, "default"), names(film, "private")) == ("deputies", set(), before)
    assert library.digests([film.pk]) != told  # pages are told
    assert services.moving(film) == ""
    deputy = user_for("deputy")
    played = services.playback(film, user=deputy)
    for address in (played.master, played.download, played.captions[0].address):
        assert client_for(deputy).get(address).status_code == 200
    services.set_access(film, "public", by=editor)
    run_waiting()
    assert (names(film, "default"), names(film, "private")) == (before, set())
    assert client_for(deputy).get(played.master).status_code == 404
    assert (folder(film, "private") / "source").exists()


def test_nothing_else_touches_the_files_while_they_move(film, editor, user_for):
    with pytest.raises(Refused, match="本来就是“公开”"):
        services.set_access(film, "public", by=editor)
    with pytest.raises(PermissionDenied):
        services.set_access(film, "deputies", by=user_for("deputy"))
    services.set_access(film, "deputies", by=editor)
    with pytest.raises(Refused, match="还在处理"):
        services.set_access(film, "deputies", by=editor)
    with pytest.raises(Refused, match="文件还在搬"):
        services.trim(film, 0, 1, by=editor)
    run_waiting()
    assert Job.objects.filter(kind="media.move", state="done").count() == 1


def test_a_move_that_died_half_way_is_done_again_and_a_deleted_film_leaves_nothing(film, editor, monkeypatch):
    before, whole = names(film, "default"), move.copy
    services.set_access(film, "deputies", by=editor)
    moved = []

    def dies(given, target, name):
        if len(moved) == 3:
            raise OSError("the machine went away")
        moved.append(name)
        whole(given, target, name)

    with monkeypatch.context() as weak:
        weak.setattr(move, "copy", dies)
        run_waiting()
    film.refresh_from_db()
    assert (film.access, names(film, "default")) == ("public", before)
    Job.objects.filter(kind="media.move").update(run_after="2020-01-01T00:00Z")
    run_waiting()
    assert (names(film, "default"), names(film, "private")) == (set(), before)
    services.delete(film, by=editor, reason="不用了")
    run_waiting()
    assert names(film, "private") == set()


def test_a_title_is_changed_and_pages_hear_of_it(film, editor):
    told = library.digests([film.pk])
    assert services.rename(film, " 常委会第四十三次会议 ", by=editor).title == "常委会第四十三次会议"
    assert library.digests([film.pk]) != told
    with pytest.raises(Refused, match="请写标题"):
        services.rename(film, " ", by=editor)

"""Files that find their own names: written over, and removed with their folder."""

import errno
import os

from django.core.files.base import ContentFile

from foundation.storage.files import LocalStorage

from .test_contract import read, storage  # noqa: F401  (both makes of storage)


def test_a_name_may_be_written_over_and_readers_get_the_new_one(storage):  # noqa: F811
    storage.put("videos/a/master.m3u8", ContentFile(b"one"))
    storage.put("videos/a/master.m3u8", ContentFile(b"two"))
    assert read(storage, "videos/a/master.m3u8") == b"two"


def test_a_folder_goes_with_all_that_is_below_it_and_nothing_else(storage):  # noqa: F811
    for name in ("videos/a/master.m3u8", "videos/a/1/x/s.m4s", "videos/ab/master.m3u8"):
        storage.put(name, ContentFile(b"1"))
    storage.remove_folder("videos/a")
    storage.remove_folder("videos/a")
    assert not storage.exists("videos/a/1/x/s.m4s")
    assert storage.exists("videos/ab/master.m3u8")


def test_a_large_file_on_the_same_disk_gets_another_name_instead_of_a_copy(tmp_path):
    place, film = LocalStorage(location=str(tmp_path / "kept")), tmp_path / "film"
    film.write_bytes(b"film")
    for _ in range(2):  # the second time after a crash
        assert place.take_over(film, "videos/a/source/1")
    assert os.path.samefile(film, place.path("videos/a/source/1"))
    assert place.listdir("videos/a/source") == ([], ["1"])
    assert os.listdir(tmp_path / "kept/videos/a/source") == ["1"]
    film.unlink()
    assert read(place, "videos/a/source/1") == b"film"


def test_a_file_on_another_disk_is_left_to_be_copied(tmp_path, monkeypatch):
    def elsewhere(*_):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    place = LocalStorage(location=str(tmp_path / "kept"))
    (tmp_path / "film").write_bytes(b"film")
    monkeypatch.setattr(os, "link", elsewhere)
    assert not place.take_over(tmp_path / "film", "a/1")
    assert not place.exists("a/1")

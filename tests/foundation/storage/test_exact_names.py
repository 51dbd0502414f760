"""Files that find their own names: written over, and removed with their folder."""

from django.core.files.base import ContentFile

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

"""The file system storage: whole files only, and clear words when the disk refuses."""

import errno
import os

import pytest
from django.core.files.base import ContentFile, File

from foundation.storage.errors import StorageUnavailable
from foundation.storage.files import LocalStorage


@pytest.fixture
def storage(tmp_path):
    return LocalStorage(location=tmp_path, base_url="/media/")


class Breaking(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_nothing_and_says_so(storage, tmp_path):
    with pytest.raises(StorageUnavailable, match="磁盘已满"):
        storage.save("a/b.txt", Breaking(b""))
    assert list((tmp_path / "a").iterdir()) == []


def test_an_existing_file_is_never_replaced(storage, tmp_path):
    (tmp_path / "fixed.txt").write_text("old")
    with pytest.raises(FileExistsError):
        storage._save("fixed.txt", ContentFile(b"new"))
    assert (tmp_path / "fixed.txt").read_text() == "old"


def test_other_processes_may_read_what_was_saved(storage):
    name = storage.save("a.txt", ContentFile(b"1"))
    assert os.stat(storage.path(name)).st_mode & 0o777 == 0o644


def test_a_file_being_written_is_not_listed(storage, tmp_path):
    seen = []

    class Watched(File):
        def chunks(self, chunk_size=None):
            yield b"1"
            seen.append(storage.listdir("")[1])

    name = storage.save("a.txt", Watched(None, "a.txt"))
    assert seen == [[]]
    assert storage.listdir("")[1] == [name]

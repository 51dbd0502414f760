"""What every storage promises, shown on the file system and on a real S3 service."""

import io
import re
import urllib.request

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.utils import timezone

from foundation.storage.files import LocalStorage
from foundation.storage.s3 import S3Storage


@pytest.fixture(params=["files", "s3"])
def storage(request, tmp_path):
    """An empty storage of each make."""
    if request.param == "files":
        return LocalStorage(location=tmp_path / "media", base_url="/media/")
    place = request.getfixturevalue("s3")
    return S3Storage(
        endpoint=f"http://{place.endpoint}",
        bucket=place.bucket,
        access_key=place.access_key,
        secret_key=place.secret_key,
    )


def read(storage, name) -> bytes:
    with storage.open(name) as file:
        return file.read()


def test_what_is_saved_is_read_back(storage):
    name = storage.save("documents/report.pdf", ContentFile("全文".encode()))
    assert read(storage, name) == "全文".encode()
    assert storage.size(name) == 6
    assert storage.exists(name)
    assert abs((timezone.now() - storage.get_modified_time(name)).total_seconds()) < 60


@pytest.mark.parametrize(
    "given",
    ["郑州市物业管理条例（草案）.PDF", "a b'c\"d.pdf", "..pdf", "报告.tar.gz", "无后缀", "x" * 300 + ".pdf"],
)
def test_any_name_becomes_ascii_and_keeps_its_folder_and_extension(storage, given):
    name = storage.save(f"documents/{given}", ContentFile(b"1"))
    assert re.fullmatch(r"documents/[a-z0-9-]+-[0-9a-f]{16}(\.[a-z0-9-]+)?", name)
    assert name.endswith(".pdf") == given.lower().endswith(".pdf") or given == "..pdf"
    assert len(name) <= 100
    assert read(storage, name) == b"1"


def test_the_same_name_twice_is_two_files(storage):
    first = storage.save("a.txt", ContentFile(b"one"))
    second = storage.save("a.txt", ContentFile(b"two"))
    assert first != second
    assert (read(storage, first), read(storage, second)) == (b"one", b"two")


def test_saving_under_a_stored_name_replaces_its_random_part_only(storage):
    first = storage.save("a.txt", ContentFile(b"one"))
    second = storage.save(first, ContentFile(b"two"))
    assert len(second) == len(first)
    assert read(storage, first) == b"one"


@pytest.mark.parametrize("evil", ["../outside.txt", "a/../../outside.txt", "..\\outside.txt"])
def test_a_path_that_leaves_the_storage_is_refused(storage, evil):
    with pytest.raises(SuspiciousFileOperation):
        storage.save(evil, ContentFile(b"1"))


def test_parts_of_a_file_can_be_read(storage):
    name = storage.save("video.mp4", ContentFile(bytes(range(256)) * 8192))  # 2 MB
    with storage.open(name) as file:
        file.seek(1_000_000)
        assert file.read(4) == bytes([64, 65, 66, 67])
        file.seek(-2, io.SEEK_END)
        assert file.read() == bytes([254, 255])
        assert file.size == 2_097_152


def test_an_empty_file_is_a_file(storage):
    name = storage.save("empty.txt", ContentFile(b""))
    assert read(storage, name) == b""
    assert storage.size(name) == 0


def test_a_missing_file_is_told_as_such(storage):
    assert not storage.exists("nothing.txt")
    with pytest.raises(FileNotFoundError):
        storage.open("nothing.txt").read()
    with pytest.raises(FileNotFoundError):
        storage.size("nothing.txt")


def test_deleting_twice_is_as_good_as_once(storage):
    name = storage.save("a.txt", ContentFile(b"1"))
    storage.delete(name)
    storage.delete(name)
    assert not storage.exists(name)


def test_folders_are_listed(storage):
    one = storage.save("a/one.txt", ContentFile(b"1"))
    storage.save("a/b/two.txt", ContentFile(b"2"))
    folders, files = storage.listdir("a")
    assert folders == ["b"]
    assert files == [one.removeprefix("a/")]


class Flood(io.RawIOBase):
    """A long stream that notes how much of it was ever asked for at once."""

    def __init__(self, size):
        self.left, self.largest = size, 0

    def readable(self):
        return True

    def read(self, size=-1):
        size = self.left if size is None or size < 0 else min(size, self.left)
        self.largest = max(self.largest, size)
        self.left -= size
        return b"\x07" * size


def test_a_big_stream_is_stored_and_read_in_pieces(storage):
    size, flood = 48 * 1024 * 1024, Flood(48 * 1024 * 1024)
    content = File(flood, "big.bin")
    content.size = size
    name = storage.save("big.bin", content)
    assert storage.size(name) == size
    assert flood.largest <= 10 * 1024 * 1024
    with storage.open(name) as file:
        pieces = [len(piece) for piece in file.chunks(1024 * 1024)]
    assert sum(pieces) == size
    assert max(pieces) <= 1024 * 1024


def test_the_address_of_a_stored_file_gives_its_bytes(storage):
    name = storage.save("附件.txt", ContentFile("内容".encode()))
    address = storage.url(name)
    if isinstance(storage, LocalStorage):
        assert address == f"/media/{name}"
        return
    with urllib.request.urlopen(address) as answer:
        assert answer.read() == "内容".encode()

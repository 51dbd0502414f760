"""The copies a public host keeps for itself."""

import errno
import hashlib
import io
import os
from pathlib import Path

import pytest

from publishing.targets.errors import ReleaseRefused
from publishing.targets.store import CLONE_FROM, Damaged, Store

TEXT = "常务委员会公报".encode()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "store")


def files(store: Store) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def keep(store: Store, data: bytes) -> str:
    store.take(digest(data), len(data), io.BytesIO(data))
    return digest(data)


def test_what_was_taken_is_kept_read_only_under_its_hash(store):
    name = keep(store, TEXT)
    store.settle()
    assert store.has(name, len(TEXT))
    assert store.path(name).read_bytes() == TEXT
    assert store.path(name).stat().st_mode & 0o777 == 0o444
    assert store.digests() == {name}


@pytest.mark.parametrize("data", [TEXT + b"x", TEXT[:-1], TEXT[:-1] + b"x", b""])
def test_bytes_that_are_not_what_was_signed_are_refused_and_leave_nothing(store, data):
    with pytest.raises(ReleaseRefused) as refused:
        store.take(digest(TEXT), len(TEXT), io.BytesIO(data))
    assert refused.value.code == "damaged"
    assert files(store) == []


def test_no_more_is_read_than_was_signed(store):
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, length=-1):
            self.asked += length
            return b"x" * length

    stream = Endless()
    with pytest.raises(ReleaseRefused):
        store.take(digest(TEXT), 5000, stream)
    assert stream.asked <= 5001


@pytest.mark.parametrize("size", [0, 10, CLONE_FROM + 7])
def test_what_is_given_out_is_a_copy_with_an_inode_of_its_own(store, tmp_path, size):
    name = keep(store, b"a" * size)
    target = tmp_path / "served.html"
    store.give(name, size, target)
    assert target.read_bytes() == b"a" * size
    assert target.stat().st_ino != store.path(name).stat().st_ino
    assert target.stat().st_nlink == 1


def test_a_damaged_copy_is_never_served_and_thrown_away(store, tmp_path):
    name = keep(store, TEXT)
    os.chmod(store.path(name), 0o644)
    store.path(name).write_bytes(TEXT[::-1])
    with pytest.raises(Damaged):
        store.give(name, len(TEXT), tmp_path / "served.html")
    assert not (tmp_path / "served.html").exists()
    assert not store.has(name, len(TEXT))


def test_giving_replaces_only_when_asked(store, tmp_path):
    name = keep(store, TEXT)
    target = tmp_path / "served.html"
    target.write_text("tampered")
    with pytest.raises(FileExistsError):
        store.give(name, len(TEXT), target)
    assert target.read_text() == "tampered"
    store.give(name, len(TEXT), target, replace=True)
    assert target.read_bytes() == TEXT


def test_a_copy_cut_short_by_a_power_failure_counts_as_missing(store):
    name = keep(store, TEXT)
    store.path(name).unlink()
    store.path(name).touch()
    assert not store.has(name, len(TEXT))
    keep(store, TEXT)
    assert store.has(name, len(TEXT))


def test_leftovers_of_a_crash_are_cleaned(store):
    name = keep(store, TEXT)
    (store.folder / ".incoming" / "half").write_bytes(b"x")
    store.clean()
    assert store.digests() == {name}
    assert files(store) == [store.path(name)]


def test_a_full_disk_leaves_nothing_half_written(store):
    class Full(io.BytesIO):
        def read(self, length=-1):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        store.take(digest(TEXT), len(TEXT), Full())
    assert files(store) == []


@pytest.mark.parametrize("name", ["../etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "/x"])
def test_only_hashes_are_names(store, name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path(name)

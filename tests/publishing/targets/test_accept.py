"""A public host takes a release: whole, verified, newer than what it has, or not at all."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from publishing.release.manifest import Manifest
from publishing.release.signing import new_signer
from publishing.targets.accept import accept
from publishing.targets.errors import ReleaseRefused
from publishing.targets.source import FolderSource, Seals
from publishing.targets.store import Store

from .conftest import FIRST, deliver
from .press import LONG, Press, content, served, snapshot


def refused(host, press, place: int = -1, **options) -> ReleaseRefused:
    """The refusal; what readers get is as before."""
    before = snapshot(host)
    with pytest.raises(ReleaseRefused) as found:
        deliver(host, press, place, **options)
    assert snapshot(host) == before
    return found.value


def test_the_host_serves_the_same_bytes_as_the_publisher(press, host):
    accepted = deliver(host, press)
    assert accepted.number == 1
    assert accepted.files == len(host.store.digests())
    assert served(host.served_root) == served(press.folder)
    press.release({"news/a.html": LONG + "new", "news/b.html": None, "news/c/d.html": "d"})
    second = deliver(host, press)
    assert second.files < accepted.files
    assert served(host.served_root) == served(press.folder)
    assert os.path.islink(host.served_root / "media")  # unchanged folders are not even copied


def test_a_file_has_the_same_time_on_every_host_so_that_its_tag_is_the_same(press, host):
    deliver(host, press)
    for file in content(press.folder):
        assert (host.served_root / file).stat().st_mtime == (press.folder / file).stat().st_mtime
    press.release({"news/a.html": "one", "news/b.html": "two"})
    times = {(press.folder / f"news/{name}.html").stat().st_mtime for name in "ab"}
    assert len(times) == 2


def test_nothing_served_shares_an_inode_with_the_store(press, host):
    deliver(host, press)
    press.release({"news/a.html": "new"})
    deliver(host, press)
    stored = {path.stat().st_ino for path in host.store.folder.rglob("*") if path.is_file()}
    assert not stored & {path.stat().st_ino for path in host.paths.releases.rglob("*") if path.is_file()}


def test_the_same_release_twice_is_no_mistake(press, host):
    deliver(host, press)
    assert deliver(host, press).already


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda folder: (folder / "index.html").write_text("tampered"), "damaged"),
        (lambda folder: (folder / "index.html").write_text(LONG[:-1] + "x"), "damaged"),
        (lambda folder: (folder / "index.html.gz").write_bytes(b"tampered"), "damaged"),
        (lambda folder: (folder / "media/2026/x.jpg").unlink(), "missing"),
        (lambda folder: (folder / "manifest.sig").unlink(), "signature"),
        (lambda folder: (folder / "manifest.sig").write_text("{}"), "signature"),
        (lambda folder: (folder / ".well-known/manifest/roots.txt").write_text(""), "manifest"),
        (
            lambda folder: next((folder / ".well-known/manifest").glob("*/*.txt")).write_text("{}"),
            "manifest",
        ),
    ],
)
def test_a_tampered_release_is_refused_and_nothing_is_served(press, host, damage, code):
    loosen(press.folder)
    damage(press.folder)
    assert refused(host, press).code == code
    assert not host.release


def loosen(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o644)


def test_a_head_that_was_changed_is_refused(press, host):
    manifest = Manifest.read(press.folder)
    forged = replace(manifest.head, number=99).to_bytes()
    loosen(press.folder)
    (press.folder / "manifest.json").write_bytes(forged)
    assert refused(host, press).code == "signature"


def test_a_head_of_one_release_with_the_files_of_another_is_refused(press, host):
    press.release({"news/a.html": LONG + "second"})
    loosen(press.folder)
    (press.folder / "news/a.html").write_bytes((press.folder_of(0) / "news/a.html").read_bytes())
    assert refused(host, press).code == "damaged"


def test_a_stranger_with_another_key_is_refused(press, host, tmp_path):
    stranger = Press(tmp_path / "stranger", new_signer())
    stranger.release(FIRST)
    deliver(host, press)
    assert refused(host, stranger).code == "signature"


def test_an_unsigned_release_is_refused(press, host):
    press.release({"index.html": "x"}, sign=False)
    assert refused(host, press).code == "signature"


def test_an_older_release_is_refused_unless_an_administrator_says_so(press, host):
    press.release({"news/a.html": "second"})
    press.release({"news/a.html": "third"})
    deliver(host, press)
    for place in (0, 1):
        found = refused(host, press, place)
        assert found.code == "older"
        assert "序号" in str(found)
    deliver(host, press, 1, older=True)
    assert served(host.served_root) == served(press.folder_of(1))
    deliver(host, press)
    assert served(host.served_root) == served(press.folder)


def test_an_older_release_is_refused_even_when_current_was_removed(press, host):
    press.release({"news/a.html": "second"})
    deliver(host, press)
    host.paths.current.unlink()
    assert refused(host, press, 0).code == "older"


def test_another_release_with_the_number_served_is_refused(press, host, tmp_path):
    twin = Press(tmp_path / "twin", press.signer)
    twin.release({"index.html": "other"})
    deliver(host, press)
    assert refused(host, twin).code == "older"


def test_the_next_release_must_name_the_one_before(press, host, tmp_path):
    deliver(host, press)
    twin = Press(tmp_path / "twin", press.signer)
    twin.release({"index.html": "other"})
    twin.release({"index.html": "other again"})
    assert refused(host, twin).code == "chain"


def test_releases_may_be_skipped(press, host):
    deliver(host, press)
    for text in "bcd":
        press.release({"news/a.html": text})
    deliver(host, press)
    assert served(host.served_root) == served(press.folder)


def test_a_rotated_key_is_followed_and_the_old_one_is_worth_nothing_afterwards(press, host, tmp_path):
    from publishing.release.signing import Signer, rotated

    deliver(host, press)
    old = press.signer
    press.signer = Signer(*rotated(old, "2", 2))
    press.release({"index.html": "signed with the new key"})
    deliver(host, press)
    assert served(host.served_root) == served(press.folder)
    press.signer = old
    press.release({"index.html": "signed with the key that was replaced"})
    assert refused(host, press).code == "signature"


class Forged(FolderSource):
    """A manifest made by somebody who has the key."""

    def __init__(self, made: Manifest):
        super().__init__(Path())
        self.made = made

    def seals(self):
        return Seals(self.made.head_bytes, self.made.signature, self.made.keys)

    def manifest(self, known):
        return self.made


def test_names_that_lead_out_of_the_release_are_refused_although_they_are_signed(press, host):
    for name in (
        "../../evil.html",
        "/etc/evil",
        "a//b.html",
        ".well-known/manifest/00/000.txt",
        "manifest.sig",
    ):
        entry = Manifest.read(press.folder).get("index.html")
        made = press.made[0].changed({name: entry}, number=7)
        made.sign(press.signer)
        with pytest.raises(ReleaseRefused) as found:
            accept(host, Forged(made))
        assert found.value.code == "name"
    assert not host.release


def test_a_full_disk_leaves_the_old_release_and_the_next_try_succeeds(press, host, monkeypatch):
    deliver(host, press)
    press.release({"news/a.html": "second", "news/b.html": "third"})
    real = Store.give

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    for verb in ("take", "give"):
        monkeypatch.setattr(Store, verb, full)
        found = refused(host, press)
        assert found.code == "no_space"
        assert "磁盘已满" in str(found)
        monkeypatch.undo()
    assert Store.give is real
    deliver(host, press)
    assert served(host.served_root) == served(press.folder)


def test_old_releases_leave_and_the_store_keeps_only_what_is_needed(press, tmp_path):
    host = press.host(tmp_path / "small", keep=2)
    deliver(host, press)
    for number in range(6):
        press.release({"news/a.html": f"text {number}", "news/b.html": LONG if number % 2 else "b"})
        deliver(host, press)
        assert served(host.served_root) == served(press.folder)
    names = sorted(path.name for path in host.paths.releases.iterdir() if (path / "manifest.json").exists())
    assert names == [made.release for made in press.made[-2:]]
    needed = {
        digest
        for made in press.made[-2:]
        for file, entry in made.items()
        for _, digest, _ in entry.copies(file)
    }
    assert host.store.digests() == needed
    assert sorted(path.name for path in (host.shelf / "releases").iterdir()) == names


def test_a_host_without_its_keys_accepts_nothing(press, host):
    host.keys.unlink()
    assert refused(host, press).code == "keys"

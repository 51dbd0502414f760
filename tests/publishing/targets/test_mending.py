"""What was damaged on a public host is put right from its own store, and never reaches the next release."""

import pytest

from publishing.release.manifest import Manifest
from publishing.targets.laying import lay_anew

from .conftest import deliver
from .press import LONG, served


def test_a_damaged_copy_in_the_store_is_not_served_and_a_thorough_import_mends_it(press, host):
    deliver(host, press)
    entry = Manifest.read(press.folder).get("media/2026/x.jpg")
    host.stored(entry.sha256).unlink()
    assert not deliver(host, press).files
    assert deliver(host, press, thorough=True).files == 1
    assert host.stored(entry.sha256).read_text() == "picture"


def test_a_file_damaged_on_the_host_does_not_reach_the_next_release(press, host):
    deliver(host, press)
    tampered = host.served_root / "news/b.html"
    tampered.chmod(0o644)
    tampered.write_text("tampered with another size")
    (host.served_root / "news/evil.html").write_text("added")
    (host.served_root / "news/.evil").write_text("added")
    press.release({"news/a.html": "second"})
    deliver(host, press)
    assert served(host.served_root) == served(press.folder)


def test_folders_that_lead_elsewhere_are_laid_out_again_from_the_store(press, host, tmp_path):
    deliver(host, press)
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil/index.html").write_text("evil")
    for file in (host.served_root / "english").iterdir():
        file.unlink()
    (host.served_root / "english").rmdir()
    (host.served_root / "english").symlink_to(tmp_path / "evil")
    press.release({"english/new.html": "second"})
    deliver(host, press)
    assert served(host.served_root) == served(press.folder)


def test_served_files_and_seals_can_be_put_back_one_by_one(press, host):
    deliver(host, press)
    press.release({"news/a.html": LONG + "second"})
    deliver(host, press)
    right = served(host.served_root)
    manifest = host.current_manifest()
    for file in right:
        path = host.served_root / file
        path.chmod(0o644)
        path.write_text("tampered")
        host.restore(file, manifest)
        assert served(host.served_root) == right
        path.unlink()
        path.mkdir()
        host.restore(file, manifest)
        assert served(host.served_root) == right
    with pytest.raises(KeyError):
        host.restore("stranger.html", manifest)


def test_the_whole_release_can_be_put_back(press, host, tmp_path):
    deliver(host, press)
    press.release({"news/a.html": LONG + "second"})
    deliver(host, press)
    right = served(host.served_root)
    (host.served_root / "media").unlink()
    (host.served_root / "media").symlink_to(tmp_path)
    lay_anew(host)
    assert served(host.served_root) == right

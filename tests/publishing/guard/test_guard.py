"""The guard beside a real public host: what is changed comes back, what is legitimate is left alone."""

import hashlib
import io
import os
import shutil
from contextlib import suppress
from random import Random

import pytest

from publishing.guard.evidence import Evidence
from publishing.guard.inotify import LimitReached
from publishing.release.activate import switch
from publishing.release.layout import Astray
from tests.publishing.targets.press import LONG, served, snapshot

from .conftest import until
from .tampering import AT_ONCE, forge_folder, same, state


def test_a_sound_site_and_new_releases_raise_no_alarm(host, guarding):
    guard = guarding(period=0.3)
    for number in range(3):
        host.publish({"index.html": f"<h1>新{number}</h1>", f"news/new{number}/index.html": "<p>新</p>" * 90})
        until(lambda: guard.truth.release == host.site.release, "the new release was not seen")
    until(lambda: sum(one["kind"] == "release" for one in host.said) == 4, "not every release was said")
    looks = guard._next_look
    until(lambda: guard._next_look > looks, "no second look")
    assert host.kinds() == []


def test_a_changed_page_comes_back_as_a_new_file(host, guarding):
    good = snapshot(host.site)
    guarding()
    page = host.current / "index.html"
    old = page.stat().st_ino
    page.chmod(0o644)
    page.write_text("黑")
    until(lambda: snapshot(host.site) == good, "it did not come back")
    assert page.stat().st_ino != old
    assert page.stat().st_mode & 0o777 == 0o444
    until(lambda: {"changed", "mode"} & set(host.kinds()), "nobody said it")


def test_a_change_of_the_store_is_said_and_mended_from_what_is_served(host, guarding):
    guarding()
    page = host.current / "index.html"
    copy = host.site.store.path(hashlib.sha256(page.read_bytes()).hexdigest())
    copy.chmod(0o644)
    copy.write_text("黑")
    until(lambda: copy.exists() and copy.read_bytes() == page.read_bytes(), "the store was not mended")
    until(lambda: host.kinds() == ["store"], "nobody said it")
    copy.unlink()
    until(lambda: copy.exists() and host.kinds() == ["store", "store"], "the store was not mended")


def test_what_is_damaged_everywhere_is_no_longer_served_until_a_full_import(host, guarding):
    page = host.current / "robots.txt"
    good = page.read_bytes()
    digest = hashlib.sha256(good).hexdigest()
    host.site.store.path(digest).unlink()
    page.chmod(0o644)
    page.write_text("黑")
    guard = guarding()  # a guard at work would have mended the first of the two from the second
    until(lambda: "lost" in host.kinds(), "nobody said it")
    assert not page.exists()
    assert (host.current / "index.html").exists()
    assert guard.mender.failed
    host.site.store.take(digest, len(good), io.BytesIO(good))  # as a full import does
    until(lambda: page.exists() and page.read_bytes() == good, "it did not come back")
    until(lambda: any(one["kind"] == "restored" for one in host.said), "nobody said it")


def test_an_older_and_an_unsigned_release_are_not_served(host, guarding):
    releases = sorted(one.name for one in host.site.paths.releases.iterdir() if one.name[0] == "r")
    good = snapshot(host.site)
    guarding()
    switch(host.site.paths, releases[0])
    until(lambda: snapshot(host.site) == good, "the older release is still served")
    forged = host.site.paths.releases / "r99999999-forged"
    shutil.copytree(host.press.folder, forged)
    (forged / "manifest.sig").unlink()
    switch(host.site.paths, forged.name)
    until(lambda: snapshot(host.site) == good, "the unsigned release is still served")
    until(lambda: host.kinds() == ["older", "unsigned"], f"not said: {host.kinds()}")


def test_the_note_of_what_was_accepted_cannot_be_turned_back(host, guarding):
    before = host.site.memory()
    guarding()
    host.publish({"index.html": "<p>新</p>" * 99})
    until(lambda: any(one["kind"] == "release" for one in host.said[2:]), "the new release was not seen")
    newest = host.site.memory()
    host.site.remember(before)
    until(lambda: host.site.memory().manifest == newest.manifest, "the note was not put right")
    (host.site.root / "accepted.json").write_text("{")
    until(lambda: (host.site.root / "accepted.json").read_text() != "{", "the note was not put right")
    assert host.site.memory().number == newest.number
    assert host.site.release == host.press.made[-1].release
    until(lambda: host.kinds() == ["older", "memory"], f"not said: {host.kinds()}")


def test_a_damaged_shelf_does_not_blind_the_guard(host):
    for one in (host.site.shelf / "lists").rglob("*"):
        if one.is_file():
            one.unlink()
    guard = host.guard(inotify=False)
    guard.start()
    assert guard.truth.release == host.site.release
    assert host.kinds() == ["manifest"]
    assert len(list(host.site.manifest_of(host.site.release).items())) == len(guard.truth.manifest)


def test_everything_is_laid_out_again_when_all_releases_are_gone(host, guarding):
    good = state(host)
    guarding()
    shutil.rmtree(host.site.paths.releases, ignore_errors=True)  # the guard is already at it
    until(lambda: same(host, good), "the site did not come back")
    until(lambda: "folder" in host.kinds(), "it was not said")  # which is done after it is put right


@pytest.mark.parametrize("away", [shutil.move, lambda folder, _: shutil.rmtree(folder, ignore_errors=True)])
def test_older_releases_that_are_shown_through_links_do_not_take_pages_with_them(
    host, guarding, tmp_path, away
):
    clean = served(host.press.folder)
    guarding(period=600)
    for folder in list(host.site.paths.releases.iterdir()):
        if folder != host.current.resolve():
            away(folder, tmp_path)
    until(lambda: sound(host, clean), "the pages did not come back")


def test_too_few_watches_are_said_and_looking_goes_on(host, guarding, monkeypatch):
    def full(self, folder):
        raise LimitReached("No space left on device")

    monkeypatch.setattr("publishing.guard.inotify.Inotify.add", full)
    good = state(host)
    guarding(period=0.2)
    assert host.kinds() == ["watch_limit"]
    (host.current / "robots.txt").unlink()
    until(lambda: same(host, good), "it did not come back")


def test_releases_and_tamperings_at_the_same_time(host, guarding):
    guarding(period=0.3)
    random = Random(5)
    for number in range(8):
        host.publish(
            {f"news/{number}/index.html": f"<p>{number}。{LONG}</p>", "index.html": f"<p>{number}{LONG}</p>"}
        )
        for _ in range(6):
            with suppress(OSError):
                random.choice(AT_ONCE)(random, host)
    clean = served(host.press.folder)
    until(lambda: sound(host, clean), "the last release is not served as it was signed")
    assert not {"lost", "unsigned", "manifest"} & set(host.kinds())


def sound(host, clean) -> bool:
    with suppress(OSError, Astray):
        return served(host.site.served_root) == clean and host.site.release == host.press.made[-1].release
    return False


def test_evidence_is_kept_within_limits(tmp_path):
    evidence = Evidence(tmp_path / "evidence", total=10_000)
    bad = tmp_path / "bad"
    for number in range(30):
        bad.write_bytes(b"%d" % number * 1000)
        assert evidence.take(str(bad))
        assert not bad.exists()
    kept = sorted((tmp_path / "evidence").iterdir())
    assert sum(one.stat().st_size for one in kept) <= 10_000
    assert kept[-1].read_bytes().startswith(b"29")
    bad.symlink_to(tmp_path / "other")
    assert evidence.take(str(bad)) == ""
    assert not os.path.lexists(bad)


def test_a_forged_folder_is_found_by_news_alone(host, guarding):
    good = state(host)
    guarding(period=600)
    for _ in range(5):
        with suppress(OSError):  # it was undone before it was done
            forge_folder(Random(7), host)
        until(lambda: same(host, good), "the forged folder is still served")
    assert host.kinds()

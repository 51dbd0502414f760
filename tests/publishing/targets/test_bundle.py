"""Bundles on their way to an isolated host: each kind of tampering has its reason, and changes nothing there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.targets.errors import ReleaseRefused
from publishing.targets.export import export_release

from .bundles import deliver, export, parts, refused
from .press import LONG, Press, served


def test_a_complete_bundle_makes_the_same_site(press, host):
    deliver(host, export(press))
    assert served(host.served_root) == served(press.folder)


def test_a_delta_holds_only_what_is_new_and_makes_the_same_site(press, host):
    deliver(host, export(press))
    press.release({"news/a.html": LONG + "second", "news/b.html": None})
    delta = export(press, since=0)
    objects = [name for name in parts(delta) if name.startswith("objects/")]
    assert len(objects) == 2  # the gzip and the Brotli copy of one page; its text comes out of the gzip
    deliver(host, delta)
    assert served(host.served_root) == served(press.folder)


def test_one_bundle_may_bring_many_releases_at_once(press, host):
    deliver(host, export(press))
    for text in ("second", "third", "fourth"):
        press.release({"news/a.html": LONG + text, f"news/{text}.html": text})
    deliver(host, export(press, since=0))
    assert served(host.served_root) == served(press.folder)


def test_the_same_release_gives_the_same_bytes(press):
    press.release({"news/a.html": "second"})
    assert export(press) == export(press)
    assert export(press, since=0) == export(press, since=0)


def test_a_delta_whose_base_is_not_there_says_what_to_do(press, host):
    press.release({"news/a.html": "second"})
    press.release({"news/a.html": "third"})
    found = refused(host, export(press, since=1))
    assert found.code == "no_base"
    assert press.made[1].release in found.what
    assert "完整包" in found.cure


def test_a_complete_bundle_mends_a_damaged_store(press, host):
    whole = export(press)
    deliver(host, whole)
    for digest in host.store.digests():
        host.stored(digest).unlink()
    accepted = deliver(host, whole, thorough=True)
    assert accepted.already
    assert accepted.files == len(host.store.digests())


@given(st.data())
def test_a_bundle_cut_anywhere_is_refused(tmp_path_factory, data):
    root = tmp_path_factory.mktemp("cut")
    press = Press(root / "publisher")
    press.release({"index.html": "first"})
    host = press.host(root / "host")
    whole = export(press)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ReleaseRefused) as found:
        deliver(host, whole[:cut])
    assert found.value.code == "truncated"
    assert not host.release


@given(st.data())
def test_a_single_flipped_bit_never_changes_what_is_served(tmp_path_factory, data):
    """It is refused, or it lay where nothing is read from: a checksum field's blank, the padding of a header."""
    root = tmp_path_factory.mktemp("flip")
    press = Press(root / "publisher")
    press.release({"index.html": "first", "a.html": LONG})
    host = press.host(root / "host")
    whole = bytearray(export(press))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        deliver(host, bytes(whole))
    except ReleaseRefused:
        assert not host.release
    else:
        assert served(host.served_root) == served(press.folder)


@pytest.mark.parametrize("release", ["r00000099-none", "..", ""])
def test_exporting_what_is_not_there_is_explained(press, tmp_path, release):
    press.paths.current.unlink()
    with pytest.raises(ValueError, match="没有版本"):
        export_release(press.paths, tmp_path / "x.bundle", release)


def test_an_unsigned_release_is_not_exported(press, tmp_path):
    press.release({"index.html": "x"}, sign=False)
    with pytest.raises(ValueError, match="没有签名"):
        export_release(press.paths, tmp_path / "x.bundle")


def test_an_export_that_fails_leaves_no_half_file(press, tmp_path):
    (press.folder / "media/2026/x.jpg").unlink()
    with pytest.raises(FileNotFoundError):
        export_release(press.paths, tmp_path)
    assert list(tmp_path.glob("*.bundle*")) + list(tmp_path.glob(".*.part")) == []

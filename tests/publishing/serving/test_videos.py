"""The media zone beside a release: what readers get of a video, from nginx and from the site server without it."""

import pytest

from publishing.serving.headers import SECURITY
from tests.services.film import BASE

from .asking import ask

PORT = ("127.0.0.1:{port}",)
TYPES = {
    "master.m3u8": ("application/vnd.apple.mpegurl", "no-cache"),
    "s-0-0.m4s": ("video/iso.segment", "public, max-age=31536000, immutable"),
    "plain.mp4": ("video/mp4", "public, max-age=31536000, immutable"),
    "zh.vtt": ("text/vtt", "public, max-age=31536000, immutable"),
}


@pytest.fixture(params=["folder", "bucket", "site server"])
def site(request, config, service, nginx, publisher, film):
    """The same film behind the site's own name: from a folder, from a bucket elsewhere, and without nginx."""
    zone = film.parents[1]
    if request.param == "site server":
        link = publisher.paths.root.parent / "media"
        link.symlink_to(zone)
        base = f"http://{service}"
    elif request.param == "folder":
        base = nginx(config(service=service, listen=PORT, media=str(zone)))
    else:
        bucket = nginx(f"server {{ listen 127.0.0.1:{{port}}; location /spc/ {{ alias {zone}/; }} }}")
        base = nginx(config(service=service, listen=PORT, media=f"{bucket}/spc"))
    return lambda path, method="GET", **headers: ask(base, path, method, **headers)


def test_each_file_has_its_type_its_time_to_live_and_the_headers_of_the_site(site, film):
    for name, (kind, kept) in TYPES.items():
        answer, body = site(f"{BASE}/{name}")
        assert (answer.status, body) == (200, (film / name).read_bytes()), name
        assert answer.headers["Cache-Control"] == kept
        assert name.endswith((".m4s", ".vtt")) or answer.headers["Content-Type"].startswith(kind)
        for header, value in SECURITY.items():
            assert answer.headers.get_all(header) == [value], header


def test_a_broadcast_is_kept_for_a_second_its_pieces_for_ever_and_what_is_not_there_may_come(site, film):
    folder = film.parents[1] / "live" / "ab"
    folder.mkdir(parents=True, exist_ok=True)
    for name, kept in (
        ("360.m3u8", "public, max-age=1"),
        ("state.json", "public, max-age=1"),
        ("360-000001.m4s", "public, max-age=31536000, immutable"),
    ):
        (folder / name).write_text(name)
        answer, body = site(f"/media/live/ab/{name}")
        assert (answer.status, body.decode()) == (200, name)
        assert answer.headers["Cache-Control"] == kept
    answer, _ = site("/media/live/ab/360-000002.m4s")
    assert answer.status == 404
    assert answer.headers["Cache-Control"] in ("no-cache", "no-store")


def test_a_player_may_ask_for_a_part(site, film):
    whole = (film / "plain.mp4").read_bytes()
    answer, body = site(f"{BASE}/plain.mp4", Range="bytes=100-199")
    assert (answer.status, body) == (206, whole[100:200])
    assert answer.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert site(f"{BASE}/plain.mp4", Range="bytes=-5")[1] == whole[-5:]
    assert site(f"{BASE}/plain.mp4", Range=f"bytes={len(whole)}-")[0].status == 416


def test_what_was_withdrawn_answers_gone_and_nothing_else_is_given_out(site):
    answer, body = site(f"{BASE}/no-such-piece.m4s")
    assert answer.status == 410
    assert "已经撤下" in body.decode()
    assert answer.headers["Cache-Control"] in ("no-cache", "no-store")
    for path in (f"{BASE}/", "/media/videos/", "/media/videos/../../snapshot.sqlite3", f"{BASE}/%2e%2e/x"):
        assert site(path)[0].status in (400, 404, 410), path


def test_a_host_without_videos_says_that_they_are_gone(config, service, nginx):
    base = nginx(config(service=service, listen=PORT))
    assert ask(base, f"{BASE}/master.m3u8", "GET")[0].status == 410

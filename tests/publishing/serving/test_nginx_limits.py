"""What the real nginx refuses: tricks with paths and links, floods, large and slow requests."""

import contextlib
import os
import socket
import time
from urllib.parse import urlsplit

import pytest

from tests.publishing.factory import item

from .asking import ask
from .conftest import HOST

PORT = ("127.0.0.1:{port}",)


@pytest.fixture
def base(config, nginx):
    return nginx(config(listen=PORT))


def raw(base: str, data: bytes, wait: float = 5) -> bytes:
    """All the server says to these bytes; b"" when it hangs up without a word."""
    place = urlsplit(base)
    with socket.create_connection((place.hostname, place.port), timeout=wait) as link:
        link.sendall(data)
        heard = b""
        while part := link.recv(65536):
            heard += part
    return heard


def status(base: str, target: str, *headers: str) -> bytes:
    lines = [f"GET {target} HTTP/1.1", f"Host: {HOST}", "Connection: close", *headers, "", ""]
    return raw(base, "\r\n".join(lines).encode("latin-1")).split(b" ", 2)[1]


HIDDEN = [
    "/.release/search.json",
    "/.gone/news/2026/0213/40/index.html",
    "/.moved/old/news/",
    "/.moved/old/news/+news+",
    "/manifest.json/../.release/search.json",
    "/../snapshot.sqlite3",
    "/%2e%2e/snapshot.sqlite3",
    "/..%2fsnapshot.sqlite3",
    "/news/..%2f..%2fsnapshot.sqlite3",
    "/%2erelease/search.json",
    "//news//",
    "/news//index.html",
    "/news/..;/.release/search.json",
    "/news\\..\\index.html",
    "/news/%00.html",
    "/en/../.release/search.json",
    "http://www.example.gov.cn/.release/search.json",
]


@pytest.mark.parametrize("target", HIDDEN)
def test_nothing_private_is_reached_by_tricks_with_the_path(base, target):
    assert status(base, target) in (b"400", b"404")


def test_a_link_to_a_file_of_another_owner_is_not_followed(config, nginx, publisher, tmp_path):
    base = nginx(config(listen=PORT, brotli=False))
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    inside = publisher.current.resolve()
    os.symlink(secret, inside / "mine.txt")
    assert status(base, "/mine.txt") == b"200"  # the owner of the site could copy it as well
    os.symlink("/proc/version" if os.getuid() else "/etc/passwd", inside / "theirs.txt")
    if not os.getuid():
        os.lchown(inside / "theirs.txt", 65534, 65534)
    assert status(base, "/theirs.txt") == b"404"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_allowed_and_said(base, method):
    answer, body = ask(base, "/news/", method)
    assert answer.status == 405
    if method != "TRACE":  # nginx ends it before it looks at our configuration
        assert answer.headers["Allow"] == "GET, HEAD"
        assert body.decode() == "公开网站只能读取。\n"


def test_bodies_and_headers_have_a_limit(base):
    assert ask(base, "/news/", body=b"x" * 2000)[0].status == 413
    assert status(base, "/news/", "X-Long: " + "x" * 9000) == b"400"
    assert status(base, "/" + "x" * 9000) == b"414"


def test_a_reader_who_sends_his_request_too_slowly_is_left(config, nginx):
    base = nginx(config(listen=PORT).replace("client_header_timeout 10s", "client_header_timeout 1s"))
    begun = time.monotonic()
    with contextlib.suppress(ConnectionResetError):
        assert raw(base, b"GET /news/ HTTP/1.1\r\nHost: x", wait=10) == b""
    assert time.monotonic() - begun < 5


def test_a_flood_of_searches_is_slowed_down_and_pages_go_on(config, service, nginx):
    base = nginx(config(service=service, listen=PORT, search_rate="2r/s"))
    seen = [ask(base, "/search/?q=%E5%B8%B8")[0].status for _ in range(20)]
    assert seen[:8] == [200] * 8
    assert seen.count(429) >= 8
    said = [
        body.decode()
        for answer, body in (ask(base, "/search/?q=x") for _ in range(9))
        if answer.status == 429
    ]
    assert "请求太频繁，请稍后再试。\n" in said
    assert ask(base, "/search/")[0].status == 200
    assert ask(base, "/news/")[0].status == 200


def test_a_flood_of_requests_and_of_connections_is_refused(config, nginx):
    base = nginx(config(listen=PORT, page_rate="10r/s"))
    assert [ask(base, "/news/")[0].status for _ in range(40)].count(429) >= 15
    base = nginx(config(listen=PORT, connections=3, page_rate="1000r/s"))
    place = urlsplit(base)
    links = [socket.create_connection((place.hostname, place.port), timeout=5) for _ in range(3)]
    for link in links:  # an answer that waits for its reader occupies one
        link.sendall(f"GET {item(1).path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
    assert ask(base, "/news/")[0].status in (200, 429)
    for link in links:
        link.close()


def test_values_that_would_break_the_configuration_are_refused(config):
    with pytest.raises(ValueError, match="不能写进"):
        config(service="127.0.0.1:9; root /")
    with pytest.raises(ValueError, match="频率"):
        config(search_rate="fast")

"""The generated configuration in the real nginx: pages, errors, redirects, headers, compression, search."""

import http.client
import re
from collections.abc import Iterator
from threading import Thread
from urllib.parse import quote, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import brotli
import pytest

from publishing.contract import Moved
from publishing.serving.headers import SECURITY
from publishing.serving.nginx import NginxOptions, has_brotli, site_config
from publishing.site_server import SiteServer
from tests.publishing.factory import Publisher, gone, item, replace, small_site


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def publisher(tmp_path) -> Publisher:
    publisher = Publisher(tmp_path / "site")
    publisher.publish(*small_site(), gone(item(40)), moved=(Moved("/old/news/", "/news/"),))
    return publisher


@pytest.fixture
def service(publisher) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, SiteServer(publisher.paths.root), handler_class=Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(publisher, service, nginx):
    base = nginx(config(publisher, service))
    return lambda path, method="GET", **headers: ask(base, path, method, **headers)


def config(publisher: Publisher, service: str) -> str:
    options = NginxOptions(
        publisher.paths.root,
        "http://www.example.gov.cn",
        service,
        ("127.0.0.1:{port}",),
        brotli=has_brotli(),
        search_rate="50r/s",
    )
    return site_config(options)


def ask(base: str, path: str, method: str = "GET", **headers):
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": "www.example.gov.cn", **sent})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


PATHS = {
    "/": 200,
    "/news/": 200,
    "/news/atom.xml": 200,
    "/robots.txt": 200,
    "/search/": 200,
    "/search/?q=" + quote("常务"): 200,
    "/nothing/": 404,
    "/old/news/": 301,
    "/news": 301,
    item(40).path: 410,
}


@pytest.mark.parametrize(("path", "status"), PATHS.items())
def test_every_kind_of_answer_has_its_status_and_all_headers_once(site, path, status):
    answer, _ = site(path)
    assert answer.status == status
    for name, value in SECURITY.items():
        assert answer.headers.get_all(name) == [value], name


def test_the_bodies_are_ours(site):
    assert "没有这一页" in site("/nothing/")[1].decode()
    assert "内容有误" in site(item(40).path)[1].decode()
    assert "<mark>常务</mark>" in site("/search/?q=" + quote("常务"))[1].decode()
    assert site("/old/news/")[0].headers["Location"] == "/news/"
    assert site("/news")[0].headers["Location"] == "/news/"


@pytest.mark.parametrize(
    "path",
    [
        "/.release/search/index.json",
        "/.gone/news/2026/0213/40/",
        "/.moved/old/news/",
        "/../snapshot.sqlite3",
    ],
)
def test_private_files_are_not_given_out(site, path):
    assert site(path)[0].status in (400, 404)


def test_compressed_copies_are_sent_as_they_lie(site, publisher):
    answer, body = site("/news/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert body == (publisher.current / "news/index.html.gz").read_bytes()
    if has_brotli():
        answer, body = site("/news/", Accept_Encoding="br")
        assert answer.headers["Content-Encoding"] == "br"
        assert brotli.decompress(body) == (publisher.current / "news/index.html").read_bytes()


def test_types_and_caching(site, publisher):
    css = next(p.name for p in (publisher.current / "theme").glob("site.*.css"))
    assert "immutable" in site(f"/theme/{css}")[0].headers["Cache-Control"]
    assert site("/news/")[0].headers["Cache-Control"] == "no-cache"
    assert site("/news/")[0].headers["Content-Type"] == "text/html; charset=utf-8"
    assert site("/news/atom.xml")[0].headers["Content-Type"].startswith("application/atom+xml")
    assert site("/feed.json")[0].headers["Content-Type"].startswith("application/feed+json")


def test_only_reading_is_allowed(site):
    assert site("/news/", "POST")[0].status == 405
    assert site("/news/", "HEAD")[1] == b""


def test_a_new_release_is_served_without_a_reload(site, publisher):
    assert "改后" not in site("/news/")[1].decode()
    publisher.publish(replace(item(1), title="改后"))
    assert "改后" in site("/news/")[1].decode()


def test_without_the_service_pages_redirects_and_notes_go_on(publisher, nginx):
    base = nginx(config(publisher, "127.0.0.1:9"))
    assert ask(base, "/news/")[0].status == 200
    assert ask(base, "/old/news/")[0].headers["Location"] == "/news/"
    assert ask(base, item(40).path)[0].status == 410
    answer, body = ask(base, "/search/?q=x")
    assert answer.status == 503
    assert "搜索" in body.decode()


def test_with_a_certificate_plain_http_only_redirects(publisher):
    text = site_config(
        NginxOptions(
            publisher.paths.root,
            "https://www.example.gov.cn",
            certificate="/etc/ssl/site.pem",
            key="/etc/ssl/site.key",
        )
    )
    assert "listen [::]:443 ssl http2;" in text
    assert "return 301 https://www.example.gov.cn$request_uri;" in text
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    assert not re.search("@[A-Z]", text)

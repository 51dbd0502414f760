"""The generated configuration in the real nginx: pages, errors, redirects, headers, compression, search."""

import re
from urllib.parse import quote

import brotli
import pytest
from django.core.management import CommandError, call_command

from publishing.serving.headers import SECURITY
from publishing.serving.nginx import NginxOptions, has_brotli, site_config
from tests.publishing.factory import item, replace

from .asking import ask

PORT = ("127.0.0.1:{port}",)


@pytest.fixture
def site(config, service, nginx):
    base = nginx(config(service=service, listen=PORT, search_rate="50r/s"))
    return lambda path, method="GET", **headers: ask(base, path, method, **headers)


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


def test_without_the_service_pages_redirects_and_notes_go_on(config, nginx):
    base = nginx(config(listen=PORT))
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


def test_the_command_prints_it_for_any_folder_and_names_what_is_wrong(capsys, tmp_path):
    call_command("nginx_config", "--root", str(tmp_path), "--behind", "10.0.0.0/8", "--page-rate", "50r/s")
    text = capsys.readouterr().out
    assert f"root {tmp_path}/current;" in text
    assert "set_real_ip_from 10.0.0.0/8;" in text
    assert "burst=100 nodelay" in text
    with pytest.raises(CommandError, match="频率"):
        call_command("nginx_config", "--page-rate", "many")

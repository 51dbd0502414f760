"""What a browser gets from the site server, header by header."""

import gzip
import subprocess
import sys
import threading
from io import BytesIO

import brotli
import pytest

from publishing.contract import Moved
from publishing.serving.headers import SECURITY
from publishing.site_server import SiteServer
from tests.publishing.factory import (
    Publisher,
    column,
    gone,
    home,
    identity,
    item,
    replace,
    rich,
    small_site,
    tags,
)


class Browser:
    def __init__(self, root):
        self.app = SiteServer(root)

    def get(self, path: str, query: str = "", method: str = "GET", **headers: str):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "wsgi.input": BytesIO(),
            "REMOTE_ADDR": headers.pop("peer", ""),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        got: dict = {}

        def start(status, sent):
            got.update(status=int(status[:3]), headers=dict(sent))

        body = self.app(environ, start)
        got["body"] = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return got

    def search(self, query: str, **more):
        from urllib.parse import urlencode

        return self.get("/search/", urlencode({"q": query, **more}))["body"].decode()


@pytest.fixture(scope="module")
def publisher(tmp_path_factory) -> Publisher:
    publisher = Publisher(tmp_path_factory.mktemp("served") / "site")
    news_en = replace(column("news", "News", locale="en"), id="page:news-en")
    publisher.publish(
        *small_site(12),
        identity("en"),
        home("en"),
        news_en,
        item(20, title="示例市停车管理条例", tags=tags("立法")),
        item(21, title="关于停车的建议", body=(rich("<p>建议修改示例市停车管理条例第三条。</p>"),)),
        item(
            30,
            "page:news-en",
            locale="en",
            path="/en/news/2026/0303/30/",
            title="Parking rules adopted",
        ),
        gone(item(40)),
        moved=(Moved("/old/news/", "/news/"),),
    )
    return publisher


@pytest.fixture(scope="module")
def browser(publisher) -> Browser:
    return Browser(publisher.paths.root)


def test_it_starts_without_django_and_pelican():
    code = "import publishing.site_server, sys; print([m for m in ('django', 'pelican') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "path", ["/", "/news/", "/no-such-page/", "/search/", "/old/news/", "/../../etc/passwd"]
)
def test_every_answer_carries_every_security_header(browser, path):
    headers = browser.get(path)["headers"]
    assert {name: headers.get(name) for name in SECURITY} == SECURITY


def test_a_page_comes_compressed_as_the_browser_likes_it(browser):
    plain = browser.get("/news/")
    small = browser.get("/news/", accept_encoding="gzip, deflate, br")
    old = browser.get("/news/", accept_encoding="gzip, br;q=0")
    assert brotli.decompress(small["body"]) == gzip.decompress(old["body"]) == plain["body"]
    assert (small["headers"]["Content-Encoding"], old["headers"]["Content-Encoding"]) == ("br", "gzip")
    assert plain["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert plain["headers"]["Vary"] == "Accept-Encoding"


def test_an_unchanged_page_is_not_sent_again(browser):
    tag = browser.get("/news/")["headers"]["ETag"]
    again = browser.get("/news/", if_none_match=tag)
    assert (again["status"], again["body"]) == (304, b"")


def test_head_answers_without_a_body(browser):
    head, full = browser.get("/news/", method="HEAD"), browser.get("/news/")
    assert head["body"] == b""
    assert head["headers"] == full["headers"]


def test_only_reading_is_allowed(browser):
    refused = browser.get("/news/", method="POST")
    assert (refused["status"], refused["headers"]["Allow"]) == (405, "GET, HEAD")


def test_what_is_not_there_is_404_in_the_language_asked(browser):
    assert browser.get("/nothing/")["status"] == 404
    assert "没有这一页" in browser.get("/nothing/")["body"].decode()
    assert "Page not found" in browser.get("/en/nothing/")["body"].decode()


def test_what_was_withdrawn_is_410_with_the_reason(browser):
    withdrawn = browser.get(item(40).path)
    assert withdrawn["status"] == 410
    assert "内容有误" in withdrawn["body"].decode()
    assert browser.get(item(40).path.rstrip("/"))["status"] == 410


def test_what_was_moved_redirects(browser):
    answer = browser.get("/old/news/")
    assert (answer["status"], answer["headers"]["Location"]) == (301, "/news/")


def test_a_missing_slash_is_added(browser):
    answer = browser.get("/news")
    assert (answer["status"], answer["headers"]["Location"]) == (301, "/news/")


@pytest.mark.parametrize(
    "path",
    [
        "/.release/search/index.json",
        "/.gone/news/2026/0213/40/",
        "/..%2f..%2fetc/passwd",
        "/../snapshot.sqlite3",
        "/news/../../state.sqlite3",
        "//etc/passwd",
        "/news/\0",
        "/\\..\\x",
    ],
)
def test_nothing_outside_the_public_files_is_given_out(browser, path):
    assert browser.get(path)["status"] == 404


def test_theme_files_may_be_kept_for_ever_and_pages_not(browser, publisher):
    theme = next(p.name for p in (publisher.current / "theme").glob("site.*.css"))
    assert "immutable" in browser.get(f"/theme/{theme}")["headers"]["Cache-Control"]
    assert browser.get("/news/")["headers"]["Cache-Control"] == "no-cache"


def test_before_the_first_release_the_site_says_so(tmp_path):
    assert Browser(tmp_path).get("/")["status"] == 503


def test_a_new_release_is_served_from_the_next_request_on(tmp_path):
    publisher = Publisher(tmp_path / "site")
    publisher.publish(*small_site())
    browser = Browser(publisher.paths.root)
    assert "改后" not in browser.get("/news/")["body"].decode()
    publisher.publish(replace(item(1), title="改后"))
    assert "改后" in browser.get("/news/")["body"].decode()
    assert "改后" in browser.search("改后")


def test_search_puts_the_exact_title_first_and_marks_what_was_found(browser):
    page = browser.search("示例市停车管理条例")
    assert page.index("示例市停车管理条例</a>") < page.index("关于停车的建议</a>")
    assert "<mark>示例市停车管理条例</mark>" in page


def test_search_in_english_finds_only_english(browser):
    page = browser.get("/en/search/", "q=PARKING")["body"].decode()
    assert "/en/news/2026/0303/30/" in page
    assert "停车" not in page


def test_search_can_be_narrowed_to_a_column(browser):
    assert "停车的建议" in browser.search("停车", column="page:news")
    assert "停车的建议" not in browser.search("停车", column="page:notices")


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "' OR 1=1 --",
        "停车 NEAR/2 AND OR NOT",
        "*" * 500,
        "的" * 10_000,
        "😀😀",
        "\0\x01",
        "<script>alert(1)</script>",
        "title:停车 (((",
        "a",
        "。，！",
        "{{ 7*7 }}",
    ],
)
def test_hostile_queries_are_harmless(browser, query):
    answer = browser.search(query)
    assert "<script>alert" not in answer
    assert "49" not in answer or "7*7" in answer
    assert "全站搜索" in answer


@pytest.mark.parametrize(
    "extra", ["page=0", "page=-3", "page=99999", "page=x", "page=٣", "column=%00", "&" * 50]
)
def test_odd_parameters_get_a_page(browser, extra):
    assert browser.get("/search/", f"q=停车&{extra}")["status"] == 200


def test_who_searches_too_often_is_asked_to_wait_and_pages_stay_open(publisher):
    browser = Browser(publisher.paths.root)
    answers = [browser.get("/search/", "q=停车", peer="203.0.113.9") for _ in range(60)]
    refused = next(answer for answer in answers if answer["status"] == 429)
    assert answers[0]["status"] == 200
    assert int(refused["headers"]["Retry-After"]) >= 1
    assert "请稍等" in refused["body"].decode()
    assert {name: refused["headers"].get(name) for name in SECURITY} == SECURITY
    assert browser.get("/search/", "q=停车", peer="203.0.113.10")["status"] == 200
    assert browser.get("/news/", peer="203.0.113.9")["status"] == 200


def test_results_can_be_put_by_time_and_cut_to_a_period(browser):
    newest = browser.search("停车", order="time")
    assert newest.index(item(21).path) < newest.index(item(20).path)
    assert item(21).path not in browser.search("停车", until="2026-01-21")
    assert item(20).path in browser.search("停车", since="2026-01-21", until="2026-01-21")


@pytest.mark.parametrize(
    "extra", ["since=x&until=", "since=0000-00-00", "until=9999-12-31", "order=;drop", "since=%00"]
)
def test_odd_limits_are_passed_over(browser, extra):
    assert item(20).path in browser.get("/search/", f"q=停车&{extra}")["body"].decode()


def test_a_search_that_takes_too_long_says_that_there_may_be_more(browser, monkeypatch):
    monkeypatch.setattr("publishing.search.query.SECONDS", -1)
    assert "超过" in browser.search("停车管理条")


def test_while_releases_switch_a_search_shows_the_old_or_the_new_one_and_never_what_was_withdrawn(tmp_path):
    publisher = Publisher(tmp_path / "site")
    publisher.publish(*small_site(), item(50, title="停车须知"))
    browser, done, wrong = Browser(publisher.paths.root), threading.Event(), []

    def look():
        while not done.is_set():
            answer = browser.get("/search/", "q=停车须知")
            if answer["status"] != 200:
                wrong.append(answer)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(4):
        publisher.publish(gone(item(50)))
        assert item(50).path not in browser.search("停车须知")
        publisher.publish(item(50, title=f"停车须知{number}"))
        assert f"停车须知{number}" in browser.search("停车须知")
    done.set()
    for thread in threads:
        thread.join()
    assert not wrong

"""How the real nginx gives out a file: coding, validators, ranges, notes for what moved or was withdrawn."""

import gzip
import time

import brotli
import pytest

from publishing.contract import Moved
from publishing.paths import moved_target
from publishing.serving.nginx import has_brotli
from publishing.serving.served import decide
from tests.publishing.factory import gone, home, item, replace

from .asking import ask

PORT = ("127.0.0.1:{port}",)


@pytest.fixture
def base(config, nginx):
    return nginx(config(listen=PORT))


CODINGS = [
    ("", None),
    ("identity", None),
    ("gzip", "gzip"),
    ("gzip;q=0", None),
    ("br", "br"),
    ("gzip, deflate, br", "br"),
    ("zstd", None),
]


@pytest.mark.parametrize(("accepted", "coding"), CODINGS)
def test_each_reader_gets_a_coding_it_knows_and_the_same_page(base, publisher, accepted, coding):
    assert has_brotli()
    answer, body = ask(base, "/news/", Accept_Encoding=accepted)
    assert answer.headers["Content-Encoding"] == coding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(body)
    unpack = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[coding]
    assert unpack(body) == (publisher.current / "news/index.html").read_bytes()


def test_what_the_reader_already_has_is_not_sent_again(base, publisher):
    tag = ask(base, "/news/")[0].headers["ETag"]
    answer, body = ask(base, "/news/", If_None_Match=tag)
    assert (answer.status, body) == (304, b"")
    publisher.publish(replace(item(1), title="改后"))
    answer, _ = ask(base, "/news/", If_None_Match=tag)
    assert answer.status == 200
    assert answer.headers["ETag"] != tag


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_edits_of_one_size_within_a_second_never_share_a_tag(base, publisher, coding):
    tags, sizes = [], set()
    for word in ("甲", "乙", "丙", "丁"):
        publisher.publish(replace(item(1), title=f"第{word}稿"))
        sizes.add((publisher.current / "news/2026/0102/1/index.html").stat().st_size)
        known = {"If_None_Match": tags[-1]} if tags else {}
        answer, body = ask(base, "/news/2026/0102/1/", Accept_Encoding=coding, **known)
        plain = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}[coding](body)
        assert answer.status == 200
        assert f"第{word}稿" in plain.decode()
        tags.append(answer.headers["ETag"])
    assert len(sizes) == 1
    assert len(set(tags)) == 4


def test_an_attachment_replaced_by_one_of_its_size_within_a_second_is_sent_anew(base, publisher):
    publisher.publish(item(4, assets=(publisher.store(b"old law", "/files/law.pdf"),)))
    tag = ask(base, "/files/law.pdf")[0].headers["ETag"]
    publisher.publish(item(4, assets=(publisher.store(b"new law", "/files/law.pdf"),)))
    answer, body = ask(base, "/files/law.pdf", If_None_Match=tag)
    assert (answer.status, body) == (200, b"new law")


def test_the_same_page_has_the_same_tag_in_every_release_and_after_a_full_build(base, publisher):
    tag = ask(base, "/news/")[0].headers["ETag"]
    publisher.publish(replace(item(1), title="改后"))
    publisher.publish(item(1), full=True)
    assert ask(base, "/news/", If_None_Match=tag)[0].status == 304


def test_no_time_is_told_and_none_is_believed(base, publisher):
    answer, _ = ask(base, "/news/")
    assert "Last-Modified" not in answer.headers
    assert (publisher.current / "news/index.html").stat().st_mtime < time.time()
    for moment in ("Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 2100 00:00:00 GMT"):
        assert ask(base, "/news/", If_Modified_Since=moment)[0].status == 200


def test_a_part_of_a_file_can_be_asked_for(base, publisher):
    css = next(path for path in (publisher.current / "theme").glob("*.css"))
    answer, body = ask(base, f"/theme/{css.name}", Range="bytes=10-19")
    assert (answer.status, body) == (206, css.read_bytes()[10:20])
    assert answer.headers["Content-Range"] == f"bytes 10-19/{css.stat().st_size}"
    assert ask(base, f"/theme/{css.name}", Range="bytes=99999999-")[0].status == 416
    many = "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 40, 2))
    assert ask(base, f"/theme/{css.name}", Range=many)[0].status == 200  # more than five: the whole


DEEP = "/" + "".join(f"{n}/" for n in range(12))
ELSEWHERE = "https://www.example.gov.cn"  # nobody looks whether such a target answers
MOVES = {
    "/old/": "/news/",
    "/old/deep/way/": "/news/2026/0102/1/",
    "/old/file.html": "/sitemap.html",
    "/old/part/": "/news/?a=b&c=%20#top",
    "/old/c++/": f"{ELSEWHERE}/topic/c%2B%2B/",
    "/old/strange-(1)/": f"{ELSEWHERE}/a,b;c=d/(1)~!'*/%E7%AB%8B/",
    "/old/away/": f"{ELSEWHERE}/elsewhere/?id=1",
    "/old/deepest/": DEEP,
}


def test_redirects_come_from_nginx_alone_whatever_their_target(base, publisher):
    publisher.publish(
        replace(item(43), path=DEEP), moved=[Moved(path, target) for path, target in MOVES.items()]
    )
    for path, target in MOVES.items():
        answer, _ = ask(base, path)
        assert (answer.status, answer.headers["Location"]) == (301, target), path
        assert answer.headers["Cache-Control"] == "no-cache"
    assert ask(base, "/old")[0].headers["Location"] == "/news/"
    assert ask(base, "/old/index.html")[0].headers["Location"] == "/news/"
    assert ask(base, "/old/deep/")[0].status == 404  # a folder of notes is no note


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/search/?q=%E4%BB%A3%E8%A1%A8+c%2B%2B", "/search/?q=%E4%BB%A3%E8%A1%A8%20c%2B%2B"),
        (f"{ELSEWHERE}/a+b/?q=a+b#c+d", f"{ELSEWHERE}/a%2Bb/?q=a%20b#c%2Bd"),
        (f"{ELSEWHERE}/?path=/a/+/b", f"{ELSEWHERE}/?path=/a/%20/b"),
    ],
)
def test_a_plus_in_a_query_stays_the_blank_it_means(base, publisher, target, location):
    publisher.publish(moved=[Moved("/old/words/", target)])
    answer, _ = ask(base, "/old/words/")
    assert (answer.status, answer.headers["Location"]) == (301, location)
    assert moved_target(publisher.current.resolve(), "/old/words/") == location
    assert decide(publisher.current.resolve(), "/old/words/").location == location


def test_a_target_too_long_for_a_name_gets_a_page_that_leads_on(base, publisher):
    target = "/news/?" + "x" * 300
    publisher.publish(moved=[Moved("/old/", target)])
    answer, body = ask(base, "/old/")
    assert answer.status == 200
    assert f'href="{target}"' in body.decode()


def test_a_redirect_that_changes_or_ends_leaves_nothing_behind(base, publisher):
    publisher.publish(moved=[Moved("/old/", "/news/")])
    publisher.publish(moved=[Moved("/old/", "/sitemap.html")])
    assert ask(base, "/old/")[0].headers["Location"] == "/sitemap.html"
    publisher.publish(replace(item(43), path="/old/"))
    assert ask(base, "/old/")[0].status == 200
    assert not list((publisher.current / ".moved/old").glob("+*"))


def test_withdrawn_files_and_pages_say_why(base, publisher):
    publisher.publish(gone(replace(item(41), path="/media/plan.pdf"), "附件有误"))
    for path in (item(40).path, item(40).path + "index.html", item(40).path.rstrip("/"), "/media/plan.pdf"):
        answer, body = ask(base, path)
        assert answer.status == 410, path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "有误" in body.decode()


def test_what_is_not_there_is_said_in_the_language_asked(base, publisher):
    assert "没有这一页" in ask(base, "/en/nothing/")[1].decode()  # no English site yet
    publisher.publish(home("en"))
    assert "没有这一页" in ask(base, "/nothing/at/all")[1].decode()
    assert "Page not found" in ask(base, "/en/nothing/?a=1")[1].decode()
    assert ask(base, "/theme/")[0].status == 404


def test_before_the_first_release_everything_is_a_short_404(base, publisher):
    publisher.current.unlink()
    answer, body = ask(base, "/")
    assert (answer.status, body.decode()) == (404, "没有这一页。\n")

"""No address dies: what a release would turn into 404 leads on, or says what became of it."""

import shutil
import sqlite3

import pytest

from publishing.contract import Moved
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
from tests.publishing.test_build import same_for_readers
from tests.publishing.test_site_server import Browser


class Site(Publisher):
    def ask(self, path: str) -> tuple[int, str]:
        """(status, where it leads or what the page says)"""
        answer = Browser(self.paths.root).get(path)
        return answer["status"], answer["headers"].get("Location") or answer["body"].decode(
            "utf-8", "replace"
        )

    def life(self, path: str):
        with sqlite3.connect(self.paths.snapshot) as db:
            return db.execute("SELECT owner, part, first, last FROM ledger WHERE path = ?", [path]).fetchone()


@pytest.fixture
def site(tmp_path) -> Site:
    return Site(tmp_path / "site")


def test_an_item_that_moved_leads_to_its_new_address_without_any_word_of_its_exporter(site):
    site.publish(*small_site())
    site.publish(replace(item(2), path="/news/elsewhere/"))
    assert site.ask(item(2).path) == (301, "/news/elsewhere/")


def test_an_item_that_moved_twice_leads_there_in_one_step(site):
    site.publish(*small_site())
    site.publish(replace(item(2), path="/news/second/"))
    site.publish(replace(item(2), path="/news/third/"))
    assert site.ask(item(2).path) == (301, "/news/third/")
    assert site.ask("/news/second/") == (301, "/news/third/")


def test_an_item_that_moved_back_is_simply_there_again(site):
    site.publish(*small_site())
    site.publish(replace(item(2), path="/news/second/"))
    site.publish(item(2))
    assert site.ask(item(2).path)[0] == 200
    assert site.ask("/news/second/") == (301, item(2).path)
    assert not any(name.startswith(f".moved{item(2).path}") for name in site.files())


def test_a_renamed_column_takes_its_archive_pages_and_feeds_along(site):
    site.publish(*small_site(41))
    site.publish(replace(column("news", "要闻"), path="/yaowen/"))
    assert site.ask("/news/") == (301, "/yaowen/")
    assert site.ask("/news/archive/2/") == (301, "/yaowen/archive/2/")
    assert site.ask("/news/atom.xml") == (301, "/yaowen/atom.xml")


def test_a_feed_of_a_renamed_column_that_then_empties_is_gone_not_a_page(site):
    site.publish(*small_site(1))
    site.publish(replace(column("news", "要闻"), path="/yaowen/"))
    site.publish(gone(item(1)))
    status, body = site.ask("/news/atom.xml")
    assert status == 410
    assert 'href="/yaowen/"' in body
    assert site.ask("/yaowen/atom.xml")[0] == 410


def test_what_the_exporter_dropped_without_a_word_is_gone_with_its_last_title(site):
    site.publish(*small_site())
    site.publish(replace(item(2), title="第二个标题"))
    site.publish(drop=("page:2",))
    status, body = site.ask(item(2).path)
    assert status == 410
    assert "第二个标题" in body
    assert "内容已不再公开" in body


def test_old_addresses_of_what_was_dropped_say_so_too(site):
    site.publish(*small_site())
    site.publish(replace(item(2), path="/news/second/"))
    site.publish(drop=("page:2",))
    for path in (item(2).path, "/news/second/"):
        status, body = site.ask(path)
        assert status == 410
        assert "第2号工作动态" in body


def test_every_address_of_what_was_withdrawn_gives_the_reason(site):
    site.publish(*small_site())
    moved = replace(item(2), path="/news/second/")
    site.publish(moved)
    site.publish(gone(moved, "数字有误"))
    for path in (item(2).path, "/news/second/"):
        status, body = site.ask(path)
        assert status == 410
        assert "数字有误" in body


def test_a_redirect_of_the_exporter_to_what_is_gone_answers_410_at_once(site):
    site.publish(*small_site(), moved=(Moved("/legacy/2/", item(2).path),))
    assert site.ask("/legacy/2/") == (301, item(2).path)
    site.publish(gone(item(2), "数字有误"))
    assert site.ask("/legacy/2/")[0] == 410


def test_a_way_of_redirects_to_what_was_dropped_says_its_last_title_at_once(site):
    site.publish(*small_site(), moved=(Moved("/first/", "/second/"), Moved("/second/", item(2).path)))
    site.publish(drop=(item(2).id,))
    status, body = site.ask("/first/")
    assert status == 410
    assert item(2).title in body


def test_a_redirect_the_exporter_forgets_still_leads_to_its_document(site):
    site.publish(*small_site(), moved=(Moved("/legacy/2/", item(2).path),))
    site.publish(item(4), moved=(Moved("/other/", "/news/"),))
    assert site.ask("/legacy/2/") == (301, item(2).path)


def test_a_redirect_may_lead_to_a_place_in_a_page(site):
    target = item(2).path + "?view=print#part-2"
    site.publish(*small_site(), moved=(Moved("/legacy/2/", target), Moved("/older/2/", "/legacy/2/?a=1")))
    assert site.ask("/legacy/2/") == (301, target)
    assert site.ask("/older/2/") == (301, target)
    site.publish(gone(item(2), "数字有误"))
    assert site.ask("/legacy/2/")[0] == site.ask("/older/2/")[0] == 410


def test_redirects_in_a_circle_lead_nowhere_and_break_nothing(site):
    site.publish(*small_site(), moved=(Moved("/a/", "/b/"), Moved("/b/", "/a/"), Moved("/c/", "/c/")))
    for path in ("/a/", "/b/", "/c/"):
        assert site.ask(path)[0] == 404


def test_a_tag_nobody_uses_any_more_names_the_index(site):
    (old,), (new,) = tags("历法"), tags("立法")
    site.publish(*small_site(), item(4, tags=(old, new)))
    site.publish(item(4, tags=(new,)))
    status, body = site.ask(f"/tags/{old.slug}/")
    assert status == 410
    assert "历法" in body
    assert 'href="/tags/"' in body


def test_a_tag_used_again_leaves_its_note(site):
    site.publish(*small_site(), item(4, tags=tags("历法")))
    path = f"/tags/{tags('历法')[0].slug}/"
    site.publish(item(4))
    assert site.ask(path)[0] == 410
    site.publish(item(4, tags=tags("历法")))
    assert site.ask(path)[0] == 200
    assert not any(name.startswith(".gone/tags/") for name in site.files())


def test_a_replaced_attachment_leads_to_its_document_and_then_to_its_note(site):
    old, new = site.store(b"old", "/files/old.pdf"), site.store(b"new", "/files/new.pdf")
    site.publish(*small_site(), item(4, assets=(old,)))
    site.publish(item(4, assets=(new,)))
    assert site.ask("/files/old.pdf") == (301, item(4).path)
    site.publish(drop=("page:4",))
    status, body = site.ask("/files/old.pdf")
    assert status == 410
    assert "<h1>" in body
    assert Browser(site.paths.root).get("/files/old.pdf")["headers"]["Content-Type"].startswith("text/html")


def test_a_shared_attachment_stays_while_one_document_shows_it(site):
    asset = site.store(b"law", "/files/law.pdf")
    site.publish(*small_site(), item(4, assets=(asset,)), item(5, assets=(asset,)))
    site.publish(drop=("page:4",))
    assert site.ask("/files/law.pdf")[0] == 200
    site.publish(item(5))
    assert site.ask("/files/law.pdf") == (301, item(5).path)


FATES = ("edited", "dropped", "withdrawn")


@pytest.mark.parametrize("second", FATES)
@pytest.mark.parametrize("first", FATES)
def test_an_attachment_both_its_documents_let_go_at_once_is_answered_alike_by_any_build(
    tmp_path, first, second
):
    found = []
    for full in (False, True):
        site = Site(tmp_path / f"full-{full}")
        asset = site.store(b"law", "/files/law.pdf")
        site.publish(*small_site(), item(4, assets=(asset,)), item(5, assets=(asset,)))
        fates = {"edited": lambda one: [one], "dropped": lambda one: [], "withdrawn": lambda one: [gone(one)]}
        both = ((first, item(4)), (second, item(5)))
        changes = [change for fate, one in both for change in fates[fate](one)]
        site.publish(*changes, drop=[one.id for fate, one in both if fate == "dropped"], full=full)
        found.append((site.ask("/files/law.pdf"), site.life("/files/law.pdf")))
        files = site.files()
        same_for_readers(files, Elsewhere(tmp_path / f"rebuilt-{full}", site).files())
    assert found[0] == found[1]
    status, answer = found[0][0]
    assert (status, answer) == (301, item(4).path if first == "edited" else item(5).path) or (
        status == 410 and "edited" not in (first, second)
    )


class Elsewhere(Publisher):
    """Another machine builds what `site` published, with nothing but its snapshot."""

    def __init__(self, root, site: Publisher):
        super().__init__(root)
        shutil.copyfile(site.paths.snapshot, self.paths.snapshot)
        shutil.copytree(site.paths.assets, self.paths.assets, dirs_exist_ok=True)
        self.rebuild()


def test_a_language_that_left_answers_in_its_own_words(site):
    english = item(101, "page:news-en", locale="en", path="/en/news/101/", title="A session")
    news = replace(column("news", "News", locale="en"), id="page:news-en")
    site.publish(*small_site(), identity("en"), home("en"), news, english)
    site.publish(drop=("page:101",))
    status, body = site.ask("/en/news/101/")
    assert status == 410
    assert "The content is no longer public" in body


def test_a_release_that_was_never_made_leaves_no_trace(site):
    site.publish(*small_site())
    site.publish(item(9, body=(rich("<style>p{}</style>"),)))
    assert site.ask(item(9).path)[0] == 404
    assert site.life(item(9).path) is None


def test_the_ledger_knows_whose_an_address_was_and_in_which_releases(site):
    site.publish(*small_site())
    site.publish(item(4))
    site.publish(drop=("page:4",))
    site.publish(item(5))
    assert site.life(item(1).path) == ("page:1", "", 1, None)
    assert site.life(item(4).path) == ("page:4", "", 2, 2)
    assert site.life("/news/atom.xml") == ("page:news", "atom.xml", 1, None)

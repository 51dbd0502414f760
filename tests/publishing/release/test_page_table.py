"""What a run makes is kept beside the state: found again by page, gone with the run, the state itself after a full build."""

import pytest

from publishing.paths import SitePaths
from publishing.release.page_table import MadePages, PageState
from publishing.release.state import load
from tests.publishing.factory import Publisher, item, small_site

PAGE = PageState("k", "/a/", "doc:a", "a", ("page:1",), ("page:1", "page:2"), "\ntop\n", "\n/b/#x\n", True)


@pytest.fixture
def made(tmp_path):
    pages = MadePages(tmp_path / "made")
    yield pages
    pages.close()
    assert not list(tmp_path.iterdir())


def test_a_page_is_found_by_everything_it_is_asked_for_by(made):
    made.add({"a/index.html": PAGE})
    assert made.pages(["a/index.html", "b"]) == {"a/index.html": ("k", ("page:1",))}
    assert made.full(["a/index.html"]) == {"a/index.html": PAGE}
    assert made.files_of(["doc:a"]) == {"a/index.html"}
    assert made.sources_showing(["page:2"]) == {"doc:a"}
    assert made.pointing_into(["/b/"]) == {"a/index.html"}
    assert made.templated() == 1


def test_a_page_that_is_made_again_or_removed_leaves_nothing_of_before(made):
    made.add({"a/index.html": PAGE})
    made.remove(["a/index.html"])
    assert "a/index.html" not in made
    assert not made.sources_showing(["page:2"])
    assert not made.pointing_into(["/b/"])


def test_what_a_killed_run_left_is_not_taken_for_what_the_next_one_made(tmp_path):
    left = MadePages(tmp_path / "made")
    left.add({"a/index.html": PAGE})
    left.finish()
    pages = MadePages(tmp_path / "made")
    assert not list(pages.all_files())
    pages.close()


@pytest.mark.parametrize("full", [True, False])
def test_after_each_run_there_is_a_state_and_nothing_beside_it(tmp_path, full):
    site = Publisher(tmp_path)
    site.publish(*small_site())
    site.publish(item(4), full=full)
    paths = SitePaths(tmp_path)
    state = load(paths.state, paths.releases)
    assert state
    assert {"page:4"} <= {page.owner for page in state.full(list(state.all_files())).values()}
    state.close()
    assert {file.name for file in tmp_path.glob("*.sqlite3*")} == {"snapshot.sqlite3", "state.sqlite3"}

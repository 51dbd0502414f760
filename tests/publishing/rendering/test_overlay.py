"""A process that keeps the site between previews shows what one that just started would show."""

import pytest

from publishing.planning.site import Site
from publishing.rendering import overlay, preview
from publishing.snapshot import Snapshot
from tests.publishing.factory import Publisher, column, gone, home, item, replace, small_site, tags

LATER = 2**40  # the place in the order of a draft that was never published


@pytest.fixture
def site(tmp_path) -> Publisher:
    site = Publisher(tmp_path / "site")
    site.publish(*small_site(25))
    return site


def preview_of(site: Publisher, document, *others) -> str:
    """The preview, the same in this process and in one that remembers nothing."""
    warm = preview.render_page(site.setup, document, others)
    kept, overlay._kept = overlay._kept, None
    cold = preview.render_page(site.setup, document, others)
    overlay._kept = kept
    assert warm == cold
    return warm


def untouched(site: Publisher) -> bool:
    """The kept site is the one the snapshot holds: nothing is left of any draft."""
    kept = overlay._kept.site
    with Snapshot(site.paths.snapshot, readonly=True) as snapshot:
        fresh = Site.load(snapshot)
    same = [getattr(kept, name) == getattr(fresh, name) for name in ("notes", "lists", "tag_names", "tags")]
    return all(same) and {n: h.sha for n, h in kept.heads.items()} == {
        n: h.sha for n, h in fresh.heads.items()
    }


DRAFTS = [
    item(LATER, title="还没发过的稿子", tags=tags("新标签")),
    replace(item(7), title="改过的标题", tags=tags("立法")),
    replace(item(7), column="page:notices"),
    replace(item(25), path="/news/elsewhere/"),
    item(LATER, sequence=0, published="", updated=""),
    replace(home(), data={"lead": ["page:1"]}),
    replace(column("news", "要闻"), title="换了栏目名"),
]


@pytest.mark.parametrize("draft", DRAFTS, ids=[str(number) for number in range(len(DRAFTS))])
def test_a_draft_leaves_nothing_behind(site, draft):
    before = preview_of(site, item(8))
    preview_of(site, draft)
    assert untouched(site)
    assert preview_of(site, item(8)) == before


def test_what_is_published_meanwhile_is_seen_in_the_next_preview(site):
    draft = item(LATER, title="草稿")
    preview_of(site, draft)
    for changes in (
        [item(26, title="新来的稿子"), replace(item(25), title="改过的邻居")],
        [gone(item(26))],
        [item(26, title="又回来了", tags=tags("立法"))],
        [column("extra", "新栏目", position=5)],
        [item(27, "page:extra")],
    ):
        site.publish(*changes)
        preview_of(site, draft)
        assert untouched(site)
    assert "改过的邻居" in preview_of(site, item(24))
    site.publish(drop=("page:26",))
    preview_of(site, draft)
    assert untouched(site)


def test_the_site_is_read_once_for_many_previews(site, monkeypatch):
    preview.render_page(site.setup, item(LATER))
    site.publish(item(26))
    monkeypatch.setattr(overlay.Site, "load", lambda *args: pytest.fail("the site was read again"))
    unchanged = column("news", "要闻")
    assert "第3稿" in preview.render_page(site.setup, item(LATER, title="第3稿"), [unchanged])


def test_a_preview_that_fails_harms_no_other(site, monkeypatch):
    before = preview_of(site, item(8))

    def broken(*args):
        raise ValueError("the theme is broken")

    with monkeypatch.context() as patched:
        patched.setattr(preview, "_spec", broken)
        with pytest.raises(ValueError, match="the theme is broken"):
            preview.render_page(site.setup, item(LATER, tags=tags("新标签")))
    assert untouched(site)
    assert preview_of(site, item(8)) == before

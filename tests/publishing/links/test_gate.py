"""No release with a broken link: whoever broke it goes back, and the others go out."""

import shutil

import pytest

from publishing.rendering.render_run import PublishError
from tests.publishing.factory import THEME, Publisher, gone, identity, item, replace, rich, small_site


def link(to: str, words: str = "见此"):
    return rich(f'<p><a href="{to}">{words}</a></p>')


def heading(anchor: str) -> dict:
    return {"type": "heading", "value": {"level": 2, "text": "标题", "anchor": anchor}}


@pytest.fixture
def site(tmp_path) -> Publisher:
    publisher = Publisher(tmp_path / "site")
    publisher.publish(*small_site())
    return publisher


def messages(built) -> dict[str, str]:
    return {problem.document_id: problem.message for problem in built.problems}


def test_a_new_document_with_a_broken_link_is_left_out_and_the_others_go_out(site):
    built = site.publish(item(4, body=(link("/no/such/"),)), item(5))
    assert built.held == {"page:4"}
    assert "/no/such/" in messages(built)["page:4"]
    assert "第4号" not in site.read("news/index.html")
    assert "第5号" in site.read("news/index.html")


def test_a_changed_document_goes_back_to_its_last_good_version(site):
    built = site.publish(replace(item(2), title="改过", body=(link("/no/such/"),)))
    assert built.held == {"page:2"}
    assert "第2号" in site.read("news/2026/0103/2/index.html")


def test_a_link_to_a_place_its_own_page_does_not_have_is_broken(site):
    assert site.publish(item(4, body=(link("#nowhere"),))).held == {"page:4"}


def test_cured_it_goes_out_and_nothing_is_said_any_more(site):
    site.publish(item(4, body=(link("/no/such/"),)))
    built = site.publish(item(4, body=(link("/news/"),)))
    assert not built.problems
    assert "第4号" in site.read("news/index.html")


def test_whoever_takes_away_a_place_others_link_to_goes_back(site):
    target = item(4, body=(heading("part-2"),))
    assert not site.publish(target, item(5, body=(link(f"{target.path}#part-2"),))).problems
    built = site.publish(replace(target, title="删了小标题", body=(heading("other"),)), item(6))
    assert built.held == {"page:4"}
    assert item(5).path in messages(built)["page:4"]
    assert "删了小标题" not in site.read("news/index.html")
    assert "第6号" in site.read("news/index.html")


def test_both_together_go_out(site):
    target = item(4, body=(heading("part-2"),))
    pointing = item(5, body=(link(f"{target.path}#part-2"),))
    site.publish(target, pointing)
    built = site.publish(
        replace(target, body=(heading("other"),)), replace(pointing, body=(link(f"{target.path}#other"),))
    )
    assert not built.problems


def test_links_to_what_was_withdrawn_are_not_broken(site):
    site.publish(item(4, body=(link(item(1).path),)))
    assert not site.publish(gone(item(1))).problems
    assert not site.publish(item(5, body=(link(item(1).path),))).problems


def test_a_document_held_back_takes_along_what_links_to_it(site):
    bad = item(4, body=(rich("<style>p{}</style>"),))
    built = site.publish(bad, item(5, body=(link(bad.path),)), item(6))
    assert built.held == {"page:4", "page:5"}
    assert "第6号" in site.read("news/index.html")


def test_a_release_set_waits_whole(site):
    broken, other = item(4, body=(link("/no/such/"),)), item(5)
    built = site.publish(broken, other, item(6), sets=[("page:4", "page:5")])
    assert built.held == {"page:4", "page:5"}
    assert "第5号" not in site.read("news/index.html")
    assert "第6号" in site.read("news/index.html")


@pytest.fixture
def broken_theme(tmp_path):
    theme = shutil.copytree(THEME, tmp_path / "theme")
    base = theme / "templates/base.html"
    base.write_text(base.read_text().replace("</body>", '<a href="/no/such/page/">关于</a></body>'))
    return theme


def test_a_theme_with_a_broken_link_makes_no_release(site, broken_theme):
    before = site.files()
    with pytest.raises(PublishError, match="/no/such/page/"):
        Publisher(site.paths.root, broken_theme).publish(item(4))
    assert site.files() == before


def test_somebody_with_a_name_may_let_it_out_and_each_release_says_so(site, broken_theme):
    broken = Publisher(site.paths.root, broken_theme)
    built = broken.publish(item(4), override_links="值班主任：防汛通知")
    assert "值班主任：防汛通知" in built.problems[0].message
    assert "第4号" in site.read("news/index.html")
    again = broken.publish(replace(item(4), title="又改"))
    assert "值班主任：防汛通知" in again.problems[0].message
    assert not site.publish(item(5)).problems
    with pytest.raises(PublishError):
        broken.publish(item(6))


def test_what_was_let_out_does_not_let_out_more(site):
    let_out = item(4, body=(link("/no/such/"),))
    assert not site.publish(let_out, override_links="值班主任：急").held
    built = site.publish(item(5, body=(link("/no/other/"),)))
    assert built.held == {"page:5"}
    assert "/no/such/" in messages(built)["page:4"]


def test_a_broken_link_in_the_facts_of_the_site_sends_these_facts_back(site, tmp_path):
    theme = shutil.copytree(THEME, tmp_path / "theme")
    base = theme / "templates/base.html"
    base.write_text(
        base.read_text().replace(
            "</body>", '{% if site.help %}<a href="{{ site.help }}">帮助</a>{% endif %}</body>'
        )
    )
    site = Publisher(site.paths.root, theme)
    assert not site.publish(identity(help="/news/")).problems
    built = site.publish(identity(help="/help/"), item(4))
    assert built.held == {"site:zh-hans"}
    assert 'href="/news/">帮助' in site.read("index.html")
    assert "第4号" in site.read("news/index.html")

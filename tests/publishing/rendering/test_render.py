"""What templates and plugins know as `article`."""

import gc

from pelican import signals
from pelican.contents import Article

from publishing.planning.kit import Kit
from publishing.planning.site import Site
from publishing.rendering.render import Renderer, pelican_settings
from publishing.rendering.theme import load_theme
from publishing.snapshot import Snapshot

from ..factory import SITE_URL, THEME, Publisher, item, replace, rich, small_site, tags


def article_of(tmp_path, **more):
    with Snapshot(tmp_path / "snapshot.sqlite3") as snapshot:
        *frame, item = small_site(1)
        for document in [
            *frame,
            type(item)(**{**{name: getattr(item, name) for name in item.__slots__}, **more}),
        ]:
            snapshot.put(document)
        site = Site.load(snapshot)
        theme = load_theme(THEME)
        settings = pelican_settings(str(THEME), "/", "/", SITE_URL)
        renderer = Renderer(Kit(site, theme, SITE_URL), theme.env, settings)
        theme.page.start("zh-hans")
        return renderer.article({**site.heads["page:1"], "body": site.body("page:1")})


def test_a_template_may_ask_the_article_for_all_that_pelican_knows(tmp_path):
    article = article_of(tmp_path, tags=tags("立法"))
    assert "第1次会议" in article.content
    assert article.title == "第1号工作动态"
    assert [tag.name for tag in article.tags] == ["立法"]
    assert article.category.slug == "news"
    assert not hasattr(article, "no_such_thing")


def test_a_plugin_that_listens_gets_pelicans_own_object(tmp_path):
    heard = []

    def listen(content):
        heard.append(content)

    with signals.content_object_init.connected_to(listen):
        article = article_of(tmp_path)
    assert isinstance(article, Article)
    assert article in heard


def test_pelicans_own_links_are_left_to_pelican(tmp_path):
    article = article_of(tmp_path, body=(rich('<p><a href="{index}">首页</a></p>'),))
    assert isinstance(article, Article)


def test_a_publisher_that_works_for_months_forgets_the_articles_of_each_run(tmp_path):
    site = Publisher(tmp_path)
    site.publish(*small_site())
    before = articles_in_memory()
    for number in range(3):
        site.publish(replace(item(8), title=f"第{number}次改"))
    assert "第2次改" in site.read("rss.xml")
    assert articles_in_memory() <= before


def articles_in_memory() -> int:
    """Asks for types: a lazy object would answer a question for its class by loading."""
    gc.collect()
    return sum(issubclass(type(one), Article) for one in gc.get_objects())

"""Turns a planned page into text, with Pelican's objects and the theme's templates."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.contents import Article, Category, Tag
from pelican.settings import read_settings
from pelican.urlwrappers import Author
from pelican.writers import Writer

from ..paths import release_file
from ..planning.feeds import absolute
from ..planning.kit import Kit, PageSpec
from .environment import render_text
from .keep import Memory

TIMEZONE = "Asia/Shanghai"
MAKING = (signals.content_object_init, signals.article_generator_write_article)
BODIES = 500  # rendered bodies kept: a new article stands in feeds as well


def pelican_settings(theme: str, content: str, output: str, site_url: str, **more: Any) -> dict[str, Any]:
    """Pelican's settings for our site: absolute paths, explicit addresses, nothing of its own making.

    LOCALE is fixed because Pelican sets the locale of the process, and Python's default encoding follows it.
    """
    nothing: dict[str, Any] = {
        name: []
        for name in (
            "ARTICLE_PATHS",
            "PAGE_PATHS",
            "STATIC_PATHS",
            "THEME_STATIC_PATHS",
            "DIRECT_TEMPLATES",
            "PLUGINS",
        )
    }
    feeds = ("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS")
    settings = {
        "PATH": content,
        "OUTPUT_PATH": output,
        "THEME": theme,
        "SITEURL": site_url,
        "SITENAME": "",
        "TIMEZONE": TIMEZONE,
        "DEFAULT_LANG": "zh-cn",  # docutils, which Pelican starts anyway, knows this name
        "LOCALE": ["C.UTF-8"],
        "SLUGIFY_USE_UNICODE": True,
        "FEED_MAX_ITEMS": 20,
        "CATEGORY_URL": "{slug}/",
        "CATEGORY_SAVE_AS": "{slug}/index.html",
        "TAG_URL": "tags/{slug}/",
        "TAG_SAVE_AS": "tags/{slug}/index.html",
        "INTRASITE_LINK_REGEX": r"[{|](?P<what>filename|attach|static|category|tag|author|index)[|}]",
        **nothing,
        **dict.fromkeys([*feeds, "TRANSLATION_FEED_ATOM"]),
        **more,
    }
    return read_settings(override=settings)


class LazyArticle:
    """Pelican's Article for templates that only ask for its content; anything else makes the real one."""

    def __init__(self, content: str, make: Callable[[], Article]):
        self.content, self._make = content, make

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self._article = self.__dict__.get("_article") or self._make()
        return getattr(self._article, name)


class Renderer:
    """One per run. `context` is Pelican's, `env` the theme's environment."""

    def __init__(self, kit: Kit, env: Any, context: dict[str, Any]):
        self.kit, self.env, self.context = kit, env, context
        self.settings = context
        self._bodies: dict[tuple[str, str], tuple[str, set[str]]] = {}
        self._backgrounds: dict[str, dict[str, Any]] = {}
        self._feed_writer = Writer("", self.settings)
        kit.theme.page.site = kit.site
        kit.theme.page.memory = Memory()

    def render(self, spec: PageSpec) -> str:
        """The text of a page. Cards its templates asked for are left in `theme.page.reads`."""
        self.kit.theme.page.start(spec.locale)
        made = spec.make(self)
        return made if isinstance(made, str) else self.template(spec, made)

    def template(self, spec: PageSpec, made: dict[str, Any]) -> str:
        return render_text(self.env, f"{spec.template}.html", made, self._background(spec.locale))

    def _background(self, locale: str) -> dict[str, Any]:
        """Variables that are the same on every page of a language."""
        if locale not in self._backgrounds:
            self._backgrounds[locale] = {
                **self.env.globals,
                **self.context,
                **self.kit.facts[locale].common,
                "SITEURL": self.kit.site_url,
                **self.kit.theme.globals,
            }
        return self._backgrounds[locale]

    # --- one document --------------------------------------------------------------------------------------
    def body_html(self, doc: dict[str, Any]) -> str:
        """The body alone, as the page, the feeds and Pelican's `article.content` show it."""
        page = self.kit.theme.page
        key = (doc["id"], doc["sha"])
        if key not in self._bodies:
            self._bodies[key] = self._render_body(doc) if doc["body"] else ("", set())
            if len(self._bodies) > BODIES:
                self._bodies.pop(next(iter(self._bodies)))
        html, reads = self._bodies[key]
        page.reads |= reads
        return html

    def _render_body(self, doc: dict[str, Any]) -> tuple[str, set[str]]:
        """The body and the cards it asked for. Whatever the page around it has gathered so far stays apart."""
        page = self.kit.theme.page
        outer, page.reads = page.reads, set()
        memory = page.memory or Memory()
        used, memory.used = memory.used, []
        html = render_text(self.env, "parts/blocks.html", {"doc": doc}, self._background(doc["locale"]))
        memory.used = used
        reads, page.reads = page.reads, outer
        return html, reads

    def article(self, doc: dict[str, Any]) -> "Article | LazyArticle":
        """What templates know as `article`. Made at once where a plugin wants to hear of it."""
        html = self.body_html(doc)
        if (
            any(signal.receivers for signal in MAKING) or "{" in html or "|" in html
        ):  # may be Pelican's own links
            return self._article(doc, html)
        return LazyArticle(html, lambda: self._article(doc, html))

    def _article(self, doc: dict[str, Any], html: str) -> Article:
        """Pelican's own object: what themes and plugins of Pelican know."""
        metadata: dict[str, Any] = {
            "title": doc["title"],
            "summary": doc["summary"],
            "slug": doc["id"].replace(":", "-"),
            "url": doc["path"].lstrip("/"),
            "save_as": release_file(doc["path"]),
            "lang": "zh-cn" if doc["locale"] == "zh-hans" else doc["locale"],
            "status": "published",
            "tags": [_named(Tag, tag["name"], tag["slug"], self.settings) for tag in doc["tags"]],
        }
        if doc["published"]:
            metadata["date"] = datetime.fromisoformat(doc["published"])
        if doc["updated"]:
            metadata["modified"] = datetime.fromisoformat(doc["updated"])
        if doc["author"] or doc["source"]:
            name = doc["author"] or doc["source"]
            metadata["author"] = _named(Author, name, name, self.settings)
        column = self.kit.site.heads.get(doc["column"])
        if column:
            slug = column["path"].strip("/")
            metadata["category"] = _named(Category, column["title"], slug, self.settings)
        return Article(html, metadata=metadata, settings=self.settings, context=self.context)

    # --- feeds ---------------------------------------------------------------------------------------------
    def feed(self, documents: list[dict[str, Any]], locale: str, path: str, kind: str, title: str) -> str:
        site_url = self.kit.site_url
        articles = [self._article(doc, absolute(self.body_html(doc), site_url)) for doc in documents]
        context = {**self.context, "SITENAME": self.kit.facts[locale].name, "SITEURL": site_url}
        feed = self._feed_writer.write_feed(
            articles, context, url=path.lstrip("/"), feed_type=kind, feed_title=Markup.escape(title)
        )
        feed.feed["language"] = self.kit.facts[locale].common["lang"]
        return feed.writeString("utf-8")


def _named(wrapper: type, name: str, slug: str, settings: Any) -> Any:
    made = wrapper(name, settings)
    made.slug = slug
    return made

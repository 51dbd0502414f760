"""The same articles by stock Pelican, through the same theme: HTML sources, its own reader, writer and pagination."""

import json
import resource
import sys
import time
from html import escape
from pathlib import Path

from publishing.pelican_plugin.process import quiet_pelican
from publishing.planning.facts import Facts
from publishing.planning.kit import Kit
from publishing.planning.site import Site
from publishing.rendering.jinja_filters import FILTERS
from publishing.rendering.keep import Keep
from publishing.rendering.theme import Theme
from publishing.snapshot import Snapshot

from .articles import Author, frame
from .measured import cpu
from .ours import ROOT

ARTICLE = """{% set doc = doc_of(article) %}{% set view = view_of(doc) %}{% set column = none %}
{% set related = [] %}{% set newer = none %}{% set older = none %}{% extends "pages/item.html" %}"""
LISTING = """{% set doc = column_of(category or tag) %}{% set tag = none %}{% set view = view_of(doc) %}
{% set cards = cards_of(articles_page.object_list) %}{% set children = [] %}{% set pager = pager_of(articles_page) %}
{% extends "pages/column.html" %}"""
UNUSED = ["AUTHOR_SAVE_AS", "AUTHORS_SAVE_AS", "ARCHIVES_SAVE_AS", "CATEGORIES_SAVE_AS", "TAGS_SAVE_AS"]
FIXED = {
    "TIMEZONE": "Asia/Shanghai",
    "LOCALE": ["C.UTF-8"],
    "PLUGINS": [],
    "DEFAULT_PAGINATION": 20,
    "ARTICLE_URL": "{category}/{slug}/",
    "ARTICLE_SAVE_AS": "{category}/{slug}/index.html",
    "CATEGORY_URL": "{slug}/",
    "CATEGORY_SAVE_AS": "{slug}/index.html",
    "TAG_URL": "tags/{slug}/",
    "TAG_SAVE_AS": "tags/{slug}/index.html",
    "SLUGIFY_USE_UNICODE": True,
    "DIRECT_TEMPLATES": ["index"],
    "THEME_STATIC_PATHS": [],
    "STATIC_PATHS": [],
    "FEED_MAX_ITEMS": 20,
    "FEED_ALL_ATOM": "atom.xml",
    "FEED_ALL_RSS": "rss.xml",
    "CATEGORY_FEED_ATOM": "{slug}/atom.xml",
    "CATEGORY_FEED_RSS": "{slug}/rss.xml",
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    **dict.fromkeys(UNUSED, ""),
}


def write_sources(folder: Path, count: int) -> None:
    for document in Author().articles(count):
        tags = ",".join(tag.slug for tag in document.tags)
        meta = {
            "date": document.published[:19],
            "category": document.column.removeprefix("page:"),
            "tags": tags,
            "summary": document.summary,
            "slug": document.path.strip("/").split("/", 1)[1],
            "source": document.source,
        }
        lines = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in meta.items())
        html = f"<html><head><title>{escape(document.title)}</title>{lines}</head><body>"
        (folder / f"{document.sequence}.html").write_text(
            html + document.body[0]["value"]["html"] + "</body></html>"
        )


class Adapter:
    """Gives the theme's templates, from Pelican's objects, the values our plan gives them."""

    def __init__(self, folder: Path, site_url: str):
        with Snapshot(folder / "frame.sqlite3") as snapshot:
            for document in frame():
                snapshot.put(document)
            snapshot.set_meta("as_of", "2026-11-22")
            self.site = Site.load(snapshot)
        self.theme = Theme(ROOT / "site_theme")
        self.theme.page.site = self.site
        self.kit = Kit(self.site, self.theme, site_url)
        self.facts = Facts(self.site, "zh-hans")

    def doc_of(self, article) -> dict:
        path, day = "/" + article.url, article.date.isoformat()
        return {
            **dict.fromkeys(("subtitle", "author", "editor"), ""),
            "kind": "news",
            "locale": "zh-hans",
            "data": {},
            "picture": None,
            "tags": [],
            "path": path,
            "title": article.title,
            "summary": article.summary,
            "source": article.source,
            "published": day,
        }

    def column_of(self, wrapper) -> dict:
        title = wrapper.name if wrapper else "首页"
        path = f"/{wrapper.slug}/" if wrapper else "/"
        return {"id": "", "title": title, "path": path, "summary": "", "data": {}}

    def view_of(self, doc: dict) -> dict:
        return self.kit.view("zh-hans", doc["path"], doc["title"], description=doc["summary"])

    def cards_of(self, articles) -> list[dict]:
        return [self.doc_of(article) for article in articles]

    def pager_of(self, page) -> dict:
        return {"number": page.number, "newer": "", "older": "", "archives": []}

    def globals(self) -> dict:
        names = ("doc_of", "column_of", "view_of", "cards_of", "pager_of")
        return {**self.theme.globals, **self.facts.common, **{name: getattr(self, name) for name in names}}


def build_theme(folder: Path) -> Path:
    """The site theme plus the entry templates stock Pelican asks for."""
    templates = folder / "theme" / "templates"
    templates.mkdir(parents=True)
    for entry in (ROOT / "site_theme/templates").iterdir():
        (templates / entry.name).symlink_to(entry)
    (templates / "article.html").write_text(ARTICLE)
    for name in ("index", "category", "tag"):
        (templates / f"{name}.html").write_text(LISTING)
    return folder / "theme"


def stock_settings(folder: Path, content: Path) -> dict:
    """What a careful user of stock Pelican would set for this theme."""
    site_url = "https://www.example.gov.cn"
    adapter = Adapter(folder, site_url)
    return {
        "PATH": str(content),
        "OUTPUT_PATH": str(folder / "output"),
        "THEME": str(build_theme(folder)),
        "SITEURL": site_url,
        "SITENAME": adapter.facts.name,
        "JINJA_ENVIRONMENT": {
            "trim_blocks": True,
            "lstrip_blocks": True,
            "autoescape": True,
            "extensions": [Keep],  # the theme's own tag; here it remembers nothing
        },
        "JINJA_FILTERS": FILTERS,
        "JINJA_GLOBALS": adapter.globals(),
        **FIXED,
    }


def measure(folder: Path, count: int) -> dict:
    from pelican import Pelican
    from pelican.settings import read_settings

    content = folder / "content"
    content.mkdir(parents=True)
    write_sources(content, count)
    settings = read_settings(override=stock_settings(folder, content))
    start_cpu, start = cpu(), time.perf_counter()
    with quiet_pelican():
        Pelican(settings).run()
    figures = {"cpu_s": cpu() - start_cpu, "wall_s": time.perf_counter() - start}
    pages = sum(1 for _ in (folder / "output").rglob("*.html"))
    return {
        **figures,
        "pages": pages,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))

"""What every part of the plan works with: the site, the theme, facts per language, keys, views."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..paths import release_file
from ..rendering.theme import Theme
from ..tool import tool_hash
from . import meta_tags
from .facts import Facts
from .site import LANGS, Head, Site, digest, prefix

if TYPE_CHECKING:
    from ..pelican_plugin.stock.run import StockRun
    from .addresses import Addresses

HOME_TITLES = {"zh-hans": "首页", "en": "Home"}
FEED_FILES = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"} | {
    "feed.json": "application/feed+json"
}


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One file of the release that is made from content. Equal keys mean equal bytes."""

    path: str
    file: str
    locale: str
    template: str  # "" for what is not made by a template
    key: str
    owner: str  # id of the document the page is about, "" for lists
    make: Callable[[Any], Any]  # given the renderer: template variables, or the text itself
    indexed: bool = True  # stands in sitemap.xml
    source: str = ""  # what it is planned from, see `sources`
    shows: tuple[str, ...] = ()  # documents it names by id; those a list gives it are not among them
    of: str = ""  # the list its address belongs to, where that is not `owner`
    part: str = ""  # which part of it: `archive/3/`, `rss.xml`
    of_title: str = ""  # what a list is called that is no document: the name of a tag
    near: int = 0  # sequence of the newest document it shows: pages near each other show the same cards


class Kit:
    def __init__(self, site: Site, theme: Theme, site_url: str, options: dict[str, str] | None = None):
        self.site, self.theme, self.site_url = site, theme, site_url
        self.options = options or {}
        self.addresses: Addresses | None = None  # what the plan does to the ledger
        self.facts = {locale: Facts(site, locale) for locale in LANGS}
        self.base = digest(tool_hash(), site_url, theme.common_hash, sorted(self.options.items()))

    @property
    def inputs(self) -> dict[str, str]:
        """What the pages are made with, besides the documents."""
        settings = digest(self.site_url, sorted(self.options.items()))
        return {
            "theme": self.theme.common_hash,
            "settings": settings,
            "tool": tool_hash(),
            "as_of": self.site.as_of,
        }

    @cached_property
    def stock(self) -> "StockRun | None":
        """Pelican's own idea of the site, where the theme is one made for Pelican itself."""
        if not self.theme.is_stock:
            return None
        from ..pelican_plugin.stock.run import StockRun

        return StockRun(self)

    def read_hash(self, name: str) -> str:
        """Hash of something a page read by itself the last time it was rendered."""
        if self.stock and name[0] in "+*":
            return self.stock.read_hash(name)
        return self.site.card_hash(name)

    @cached_property
    def body_mark(self) -> list[str]:
        """What shows the blocks of a text. Pages get it as `article.content`, so their own templates do not name it."""
        closure, variables = self.theme.closure("parts/blocks")
        return [closure, self.site.as_of if "as_of" in variables else ""]

    @cached_property
    def structure(self) -> str:
        """What every page may show: the frame, the templates, the settings. When it changes, all are looked at."""
        closures = {name: self.theme.closure(name)[0] for name in self.theme.page_templates}
        columns = [[column.id, column.sha] for locale in LANGS for column in self.site.columns[locale]]
        facts = {locale: one.hash for locale, one in self.facts.items()}
        return digest(self.base, closures, facts, columns, self.site.locales)

    def shows_day(self, template: str) -> bool:
        return self.theme.has(template) and "as_of" in self.theme.closure(template)[1]

    def usual_links(self, locale: str) -> frozenset[str]:
        """Links that may stand on every page of a language. They are looked at once, on its home page."""
        return self._usual[locale]

    @cached_property
    def _usual(self) -> dict[str, frozenset[str]]:
        assets = [self.theme.assets_prefix + asset.file for asset in self.theme.assets.values()]
        return {locale: frozenset([*facts.links, *assets]) for locale, facts in self.facts.items()}

    def key(self, template: str, locale: str, *parts: Any) -> str:
        """Everything the page can see, as one hash."""
        closure, variables = self.theme.closure(template) if template else ("", frozenset())
        day = self.site.as_of if "as_of" in variables else ""
        return digest(self.base, closure, self.facts[locale].hash, day, parts)

    def page(self, path, template, locale, parts, make, *, source, owner="", **more) -> PageSpec:
        key = self.key(template, locale, path, *parts)
        return PageSpec(path, release_file(path), locale, template, key, owner, make, source=source, **more)

    def text(self, path: str, parts, make, *, source: str, locale: str = "zh-hans", **of) -> PageSpec:
        """A file not made by a template: feed, sitemap, robots.txt."""
        key = digest(self.base, path, parts)
        return PageSpec(path, release_file(path), locale, "", key, "", make, False, source, **of)

    # --- views ---------------------------------------------------------------------------------------------
    def view(self, locale: str, path: str, title: str, **values: Any) -> dict[str, Any]:
        facts = self.facts[locale]
        name = facts.name
        return {
            "path": path,
            "canonical": self.site_url + path,
            "title": f"{title} - {name}" if title and title != name else name,
            "description": values.get("description", ""),
            "section": values.get("section", ""),
            "current": path if path in facts.menu_paths else "",
            "breadcrumb": values.get("breadcrumb", []),
            "alternates": values.get("alternates", []),
            "meta": values.get("meta") or meta_tags.site_tags(facts),
            "feeds": values.get("feeds", self.site_feeds(locale)),
            "json_ld": values.get("json_ld", ""),
            "noindex": values.get("noindex", False),
        }

    def breadcrumb(self, locale: str, columns: list[Head]) -> list[dict[str, str]]:
        """Home, then the columns from the top down to the nearest."""
        start = {"title": HOME_TITLES[locale], "path": self.facts[locale].site_dict["home_path"]}
        return [start, *({"title": column["title"], "path": column["path"]} for column in reversed(columns))]

    def section(self, columns: list[Head]) -> str:
        return columns[-1]["id"] if columns else ""

    def alternates(self, head: Head) -> list[dict[str, str]]:
        return [
            {
                "locale": other["locale"],
                "lang": LANGS[other["locale"]],
                "title": other["title"],
                "path": other["path"],
            }
            for other in self.site.translations(head)
        ]

    def twins(self, locale: str, title: str, tail: str) -> list[dict[str, str]]:
        """The same made page (search, site map) in the other languages."""
        return [
            {"locale": other, "lang": LANGS[other], "title": title, "path": prefix(other) + tail}
            for other in self.site.locales
            if other != locale
        ]

    @cached_property
    def _feeds(self) -> dict[str, list[dict[str, str]]]:
        return {
            locale: self.feeds_of(prefix(locale) + "/", facts.name) if facts.has_feeds else []
            for locale, facts in self.facts.items()
        }

    def site_feeds(self, locale: str) -> list[dict[str, str]]:
        return self._feeds[locale]

    def feeds_of(self, base: str, title: str) -> list[dict[str, str]]:
        return [
            {"title": f"{title} {name.split('.')[0].upper() if name != 'feed.json' else 'JSON'}"}
            | {"path": base + name, "type": mime}
            for name, mime in FEED_FILES.items()
        ]

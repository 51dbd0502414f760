"""What is true on every page of a language: the site's own facts, its menu, its footer, its column tree."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from .site import LANGS, Head, Site, digest, prefix

FOOTER_TITLES = {"zh-hans": "关于本站", "en": "About"}


class Facts:
    """Facts of one language, as the theme gets them under `site`."""

    def __init__(self, site: Site, locale: str):
        self.site, self.locale = site, locale
        self.column_tags: dict[
            str, tuple[Head, list[dict[str, str]]]
        ] = {}  # meta tags articles have from a column

    @cached_property
    def identity(self) -> dict[str, Any]:
        """Fields of the site identity; a language without its own uses the Chinese ones."""
        document = self.site.heads.get(f"site:{self.locale}") or self.site.heads.get("site:zh-hans")
        return dict(document["data"]) if document else {}

    @cached_property
    def home(self) -> Head | None:
        return next(iter(self.site.of_kind("home", self.locale)), None)

    @cached_property
    def name(self) -> str:
        """The name of the site in this language."""
        if self.locale == "en":
            return self.identity.get("english_name") or self.identity.get("short_name", "")
        return self.identity.get("short_name") or (self.home["title"] if self.home else "")

    @cached_property
    def site_dict(self) -> dict[str, Any]:
        top = self.top_columns
        menu = [column for column in top if column["data"].get("in_menu", True)]
        base = prefix(self.locale)
        return {
            **self.identity,
            "name": self.name,
            "menu": [_menu_entry(column) for column in menu],
            "home_path": self.home["path"] if self.home else f"{base}/",
            "search_path": f"{base}/search/",
            "sitemap_path": f"{base}/sitemap.html",
            **({"tags_path": f"{base}/tags/"} if self.site.tags[self.locale] else {}),
            "footer": self.footer,
            "columns": [self._branch(column) for column in top],
        }

    @cached_property
    def menu_paths(self) -> set[str]:
        """What the menu leads to: only on these pages an entry of it is the page itself."""
        return {self.site_dict["home_path"], *(entry["path"] for entry in self.site_dict["menu"])}

    @cached_property
    def links(self) -> set[str]:
        """Addresses the facts name: menu, footer, tree of columns, feeds."""
        feeds = {f"{prefix(self.locale)}/{name}" for name in ("rss.xml", "atom.xml", "feed.json")}
        return {*_paths(self.site_dict), *feeds}

    @cached_property
    def top_columns(self) -> list[Head]:
        return [c for c in self.site.columns[self.locale] if not self.site.ancestors(c)]

    @cached_property
    def plain_pages(self) -> list[Head]:
        """Plain pages that stand in no column: about us, accessibility, privacy."""
        found = [head for head in self.site.of_kind("page", self.locale) if not self.site.ancestors(head)]
        return sorted(found, key=lambda head: head.path)

    @cached_property
    def footer(self) -> list[dict[str, Any]]:
        groups = [
            {"title": column["title"], "links": [_link(child) for child in children]}
            for column in self.top_columns
            if (children := self.site.children(column["id"], self.locale))
        ]
        own = [_link(page) for page in self.plain_pages]
        return [*groups, {"title": FOOTER_TITLES[self.locale], "links": own}] if own else groups

    def _branch(self, column: Head) -> dict[str, Any]:
        children = self.site.children(column["id"], self.locale)
        return {**_menu_entry(column), "children": [self._branch(child) for child in children]}

    @cached_property
    def updated(self) -> str:
        """The newest published change in this language, for the home page."""
        return self.site.updated(self.locale)

    @property
    def has_feeds(self) -> bool:
        """Whether the site has feeds in this language, which every page names: not before its first item."""
        return bool(self.site.newest_in(self.locale, 1))

    @cached_property
    def hash(self) -> str:
        return digest(self.site_dict, self.locale, self.has_feeds)

    @cached_property
    def common(self) -> dict[str, Any]:
        """Template variables that are the same on every page of the language."""
        return {
            "locale": self.locale,
            "lang": LANGS[self.locale],
            "site": self.site_dict,
            "as_of": self.site.as_of,
            "updated": "",
        }


def _paths(value: Any) -> Iterator[str]:
    """Every local address in nested facts."""
    if isinstance(value, str):
        if value.startswith("/"):
            yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _paths(one)


def _menu_entry(column: Head) -> dict[str, Any]:
    return {
        "id": column["id"],
        "title": column["title"],
        "short_name": column["data"].get("short_name") or column["title"],
        "path": column["path"],
    }


def _link(head: Head) -> dict[str, str]:
    return {"title": head["title"], "path": head["path"]}

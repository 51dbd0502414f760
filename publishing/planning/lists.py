"""Home pages, columns and tags.

Archive pages are cut from the oldest: page k holds places 20(k-1) to 20k-1 of the list for ever, so one new item
rewrites the head page and, when a block fills, two archive pages.
"""

from collections.abc import Iterator
from typing import Any

from . import meta_tags
from .kit import Kit, PageSpec
from .site import Head, prefix

TAGS_TITLES = {"zh-hans": "标签", "en": "Tags"}
ARCHIVE_TITLES = {"zh-hans": "往期第 {} 页", "en": "Archive page {}"}
TAG_TYPES = {"zh-hans": "专题专栏", "en": "专题专栏"}  # the vocabulary of ColumnType is Chinese


def list_pages(kit: Kit) -> Iterator[PageSpec]:
    for locale in kit.site.locales:
        for column in kit.site.columns[locale]:
            yield from _paged(kit, _Column(kit, column))
        for tag in kit.site.tags[locale]:
            yield from _paged(kit, _TagList(kit, locale, tag))
        if kit.site.tags[locale]:
            yield _tags_page(kit, locale)


class _Column:
    """What the pages of a column show besides their cards."""

    template = "pages/column"

    def __init__(self, kit: Kit, head: Head):
        self.kit, self.head = kit, head
        self.locale, self.path, self.owner = head["locale"], head["path"], head["id"]
        self.list, self.title, self.of, self.of_title = f"column:{head['id']}", head["title"], head["id"], ""
        self.above = kit.site.ancestors(head)
        self.children = [child["id"] for child in kit.site.children(head["id"], self.locale)]
        self.parts = [
            head["sha"],
            [column["sha"] for column in self.above],
            [kit.site.card_hash(child) for child in self.children],
            kit.alternates(head),
        ]

    def variables(self) -> dict[str, Any]:
        children = self.kit.site.cards(self.children)
        doc = {**self.head, "body": self.kit.site.body(self.owner)}
        return {"doc": doc, "children": children}

    def view(self) -> dict[str, Any]:
        feeds = self.kit.feeds_of(self.path, self.title) if self.kit.site.lists[self.list] else []
        return {
            "description": self.head["data"].get("description", ""),
            "section": self.kit.section([self.head, *self.above]),
            "breadcrumb": self.kit.breadcrumb(self.locale, [self.head, *self.above]),
            "meta": meta_tags.column_page_tags(self.kit.facts[self.locale], self.head),
            "feeds": [*feeds, *self.kit.site_feeds(self.locale)],
        }

    def alternates(self) -> list[dict[str, str]]:
        return self.kit.alternates(self.head)


class _TagList:
    template = "pages/tag"
    owner = ""

    def __init__(self, kit: Kit, locale: str, tag: Head):
        self.kit, self.locale, self.tag, self.path = kit, locale, tag, tag["path"]
        self.list = self.of = f"tag:{locale}:{tag['slug']}"
        self.title = self.of_title = tag["name"]
        self.parts = [tag["slug"], tag["name"]]

    def variables(self) -> dict[str, Any]:
        return {"tag": {name: self.tag[name] for name in ("slug", "name", "path")}}

    def view(self) -> dict[str, Any]:
        index = {"title": TAGS_TITLES[self.locale], "path": f"{prefix(self.locale)}/tags/"}
        here = {"title": self.title, "path": self.path}
        facts = self.kit.facts[self.locale]
        return {
            "breadcrumb": [*self.kit.breadcrumb(self.locale, []), index, here],
            "meta": meta_tags.column_tags(facts, self.title, "", "", TAG_TYPES[self.locale]),
        }

    def alternates(self) -> list[dict[str, str]]:
        return []


def column_page(kit: Kit, column: Head) -> PageSpec:
    """The head page of a column."""
    return next(_paged(kit, _Column(kit, column)))


def _paged(kit: Kit, what: _Column | _TagList) -> Iterator[PageSpec]:
    full = kit.site.full_blocks(what.list)
    archives = [f"{what.path}archive/{number}/" for number in range(1, full + 1)]
    pager = {"number": 0, "newer": "", "older": archives[-1] if archives else "", "archives": archives}
    yield _list_page(kit, what, what.path, kit.site.newest(what.list), pager)
    for number, path in enumerate(archives, 1):
        pager = {
            "number": number,
            "newer": archives[number] if number < full else what.path,
            "older": archives[number - 2] if number > 1 else "",
            "archives": [],
        }
        yield _list_page(kit, what, path, kit.site.block(what.list, number), pager)


def _list_page(kit: Kit, what, path: str, ids: list[str], pager: dict[str, Any]) -> PageSpec:
    site, number = kit.site, pager["number"]
    feeds = bool(site.lists[what.list])
    parts = [what.parts, [site.card_hash(name) for name in ids], {**pager, "archives": 0}, feeds]
    if not number:
        parts.append(len(pager["archives"]))

    def make(renderer: Any) -> dict[str, Any]:
        cards = sorted(site.cards(ids), key=lambda card: card["published"], reverse=True)
        values, title = what.view(), what.title
        if number:
            title = f"{title} {ARCHIVE_TITLES[what.locale].format(number)}"
            here = {"title": ARCHIVE_TITLES[what.locale].format(number), "path": path}
            values["breadcrumb"] = [*values["breadcrumb"], here]
        else:
            values["alternates"] = what.alternates()
        view = kit.view(what.locale, path, title, **values)
        return {**what.variables(), "cards": cards, "pager": pager, "view": view}

    owner, of = "" if number else what.owner, {"of": what.of, "of_title": what.of_title}
    of["part"] = path.removeprefix(what.path)
    return kit.page(path, what.template, what.locale, parts, make, owner=owner, **of)


def _tags_page(kit: Kit, locale: str) -> PageSpec:
    path, tags = f"{prefix(locale)}/tags/", kit.site.tags[locale]

    def make(renderer: Any) -> dict[str, Any]:
        title = TAGS_TITLES[locale]
        view = kit.view(
            locale,
            path,
            title,
            breadcrumb=kit.breadcrumb(locale, []),
            meta=meta_tags.column_tags(kit.facts[locale], title, "", "", TAG_TYPES[locale]),
        )
        return {"tags": tags, "view": view}

    return kit.page(path, "pages/tags", locale, [tags], make)

"""Home pages, columns and tags.

Archive pages are cut from the oldest: page k holds places 20(k-1) to 20k-1 of the list for ever, so one new item
rewrites the head page and, when a block fills, two archive pages.
"""

from collections.abc import Iterator
from typing import Any

from . import meta_tags
from .kit import Kit, PageSpec
from .site import Head, Site, prefix, tag_path

TAGS_TITLES = {"zh-hans": "标签", "en": "Tags"}
ARCHIVE_TITLES = {"zh-hans": "往期第 {} 页", "en": "Archive page {}"}
TAG_TYPES = {"zh-hans": "专题专栏", "en": "专题专栏"}  # the vocabulary of ColumnType is Chinese


def list_pages(kit: Kit) -> Iterator[PageSpec]:
    """Every page of every list."""
    for locale in kit.site.locales:
        for column in kit.site.columns[locale]:
            yield from _paged(kit, _Column(kit, column))
        for tag in kit.site.tags[locale]:
            yield from _paged(kit, _TagList(kit, locale, tag))
        yield from tags_page(kit, locale)


def list_page(kit: Kit, name: str, number: int) -> Iterator[PageSpec]:
    """One page of a list, 0 for its head; nothing when there is no such list or page."""
    what = _find(kit, name)
    if what and number <= kit.site.full_blocks(name):
        yield _head_page(kit, what) if number == 0 else _archive_page(kit, what, number)


def list_path(site: Site, name: str) -> str:
    """The address of a list, "" for one that has no page: nothing carries the tag, no home in its language."""
    family, _, rest = name.partition(":")
    if family == "column":
        head = site.heads.get(rest)
        return head.path if head and head.kind == "column" and head.locale in site.locales else ""
    locale, _, slug = rest.partition(":")
    return tag_path(locale, slug) if name in site.tag_names and locale in site.locales else ""


def archives_of(kit: Kit, name: str) -> list[str]:
    """Addresses of the archive pages of a list, oldest first."""
    path = list_path(kit.site, name)
    return [archive_path(path, number) for number in range(1, kit.site.full_blocks(name) + 1)] if path else []


def archive_path(path: str, number: int) -> str:
    return f"{path}archive/{number}/"


def _find(kit: Kit, name: str) -> "_Column | _TagList | None":
    if not list_path(kit.site, name):
        return None
    family, _, rest = name.partition(":")
    if family == "column":
        return _Column(kit, kit.site.heads[rest])
    tag = kit.site.tag(name)
    return _TagList(kit, rest.partition(":")[0], tag) if tag else None


class _Column:
    """What the pages of a column show besides their cards."""

    template = "pages/column"

    def __init__(self, kit: Kit, head: Head):
        self.kit, self.head = kit, head
        self.locale, self.path, self.owner = head["locale"], head["path"], head["id"]
        self.list, self.title, self.of, self.of_title = f"column:{head.id}", head["title"], head.id, ""
        self.above = kit.site.ancestors(head)
        self.children = [child["id"] for child in kit.site.children(head["id"], self.locale)]
        self.pages = kit.site.tree.pages(head.id)
        self.parts = [
            head["sha"],
            [column.sha for column in self.above],
            [kit.site.card_hash(child) for child in self.children],
            self.pages,
            kit.alternates(head),
        ]

    def variables(self) -> dict[str, Any]:
        children = [*self.kit.site.cards(self.children), *self.pages]
        doc = {**self.head.value, "body": self.kit.site.body(self.owner)}
        return {"doc": doc, "children": children}

    def view(self) -> dict[str, Any]:
        feeds = self.kit.feeds_of(self.path, self.title) if self.kit.site.members(self.list) else []
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

    def __init__(self, kit: Kit, locale: str, tag: dict[str, Any]):
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
    return _head_page(kit, _Column(kit, column))


def _paged(kit: Kit, what: _Column | _TagList) -> Iterator[PageSpec]:
    yield _head_page(kit, what)
    for number in range(1, kit.site.full_blocks(what.list) + 1):
        yield _archive_page(kit, what, number)


def _head_page(kit: Kit, what: _Column | _TagList) -> PageSpec:
    archives = archives_of(kit, what.list)
    pager: dict[str, Any] = {
        "number": 0,
        "newer": "",
        "older": archives[-1] if archives else "",
        "archives": archives,
    }
    return _list_page(kit, what, what.path, kit.site.newest(what.list), pager)


def _archive_page(kit: Kit, what: _Column | _TagList, number: int) -> PageSpec:
    pager: dict[str, Any] = {
        "number": number,
        "newer": archive_path(what.path, number + 1)
        if number < kit.site.full_blocks(what.list)
        else what.path,
        "older": archive_path(what.path, number - 1) if number > 1 else "",
        "archives": [],
    }
    return _list_page(kit, what, archive_path(what.path, number), kit.site.block(what.list, number), pager)


def _list_page(kit: Kit, what, path: str, ids: list[str], pager: dict[str, Any]) -> PageSpec:
    site, number = kit.site, pager["number"]
    feeds = bool(site.members(what.list))
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

    source, owner = f"list:{number}:{what.list}", "" if number else what.owner
    of = {"of": what.of, "of_title": what.of_title, "part": path.removeprefix(what.path)}
    of["near"] = max((site.heads[name].sequence for name in ids), default=0)
    return kit.page(path, what.template, what.locale, parts, make, source=source, owner=owner, **of)


def tags_page(kit: Kit, locale: str) -> Iterator[PageSpec]:
    """The index of all tags, where there are any."""
    path, tags = f"{prefix(locale)}/tags/", kit.site.tags[locale]
    if not tags:
        return

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

    yield kit.page(path, "pages/tags", locale, [tags], make, source=f"tags:{locale}")

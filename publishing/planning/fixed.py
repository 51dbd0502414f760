"""Pages the site has whatever its content: search, site map, 404."""

from collections.abc import Iterator
from typing import Any

from ..search.query import search_variables
from .kit import Kit, PageSpec
from .site import Head, prefix

TITLES = {
    "search": {"zh-hans": "全站搜索", "en": "Search"},
    "sitemap": {"zh-hans": "网站地图", "en": "Site map"},
    "not_found": {"zh-hans": "没有这一页", "en": "Page not found"},
}
LATEST = 5


def site_pages(kit: Kit) -> Iterator[PageSpec]:
    for locale in kit.site.locales:
        yield from fixed_pages(kit, locale)


def fixed_pages(kit: Kit, locale: str) -> Iterator[PageSpec]:
    yield _made_page(kit, "search", locale, "/search/", search_variables)
    yield _made_page(kit, "not_found", locale, "/404.html", dict, noindex=True)
    yield _sitemap_page(kit, locale)


def _made_page(kit: Kit, name: str, locale: str, tail: str, variables, noindex: bool = False) -> PageSpec:
    path, title = prefix(locale) + tail, TITLES[name][locale]
    twins = kit.twins(locale, title, tail)

    def make(renderer: Any) -> dict[str, Any]:
        view = kit.view(locale, path, title, alternates=twins, noindex=noindex)
        return {**variables(), "view": view}

    return kit.page(
        path, f"pages/{name}", locale, [twins], make, source=f"fixed:{locale}", indexed=not noindex
    )


def _sitemap_page(kit: Kit, locale: str) -> PageSpec:
    site, facts, title = kit.site, kit.facts[locale], TITLES["sitemap"][locale]
    path = f"{prefix(locale)}/sitemap.html"
    twins = kit.twins(locale, title, "/sitemap.html")
    columns = site.columns[locale]
    topics = sorted(site.of_kind("topic", locale), key=lambda head: head.path)
    extra = [*facts.plain_pages, *topics, *site.tree.stray_pages(locale)]
    newest = {column["id"]: site.newest(f"column:{column['id']}", LATEST) for column in columns}
    parts = [
        [column["sha"] for column in columns],
        [[site.card_hash(name) for name in newest[column["id"]]] for column in columns],
        [[page["title"], page["path"]] for page in extra],
        [site.tree.pages(column["id"]) for column in columns],
        twins,
    ]

    def branch(column: Head) -> dict[str, Any]:
        children = [branch(child) for child in site.children(column["id"], locale)]
        children += [
            {"title": page["title"], "path": page["path"], "children": [], "latest": []}
            for page in site.tree.pages(column["id"])
        ]
        latest = site.cards(newest[column["id"]])
        return {"title": column["title"], "path": column["path"], "children": children, "latest": latest}

    def make(renderer: Any) -> dict[str, Any]:
        tree = [branch(column) for column in facts.top_columns]
        tree += [
            {"title": page["title"], "path": page["path"], "children": [], "latest": []} for page in extra
        ]
        crumbs = kit.breadcrumb(locale, [])
        return {
            "tree": tree,
            "view": kit.view(locale, path, title, alternates=twins, breadcrumb=crumbs),
        }

    return kit.page(path, "pages/sitemap", locale, parts, make, source=f"fixed:{locale}")

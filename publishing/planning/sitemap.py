"""`sitemap.xml` for search engines: an index and shards cut along the permanent order, so that shards stay put."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from .kit import Kit, PageSpec

SHARD = 1000
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap_pages(kit: Kit, pages: Iterable[PageSpec]) -> Iterator[PageSpec]:
    """Every page of `pages` that search engines may know, exactly once."""
    shards: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for spec in pages:
        if spec.indexed and spec.template:
            head = kit.site.heads.get(spec.owner) or {}
            sequence = head.get("sequence", 0)
            shard = f"items-{sequence // SHARD}" if sequence else "pages"
            shards[shard].append((spec.path, (head.get("updated") or head.get("published") or "")[:10]))
    names = sorted(shards)
    for name in names:
        urls = sorted(shards[name])
        yield kit.text(f"/sitemaps/{name}.xml", [urls], _urls(kit, urls))
    newest = {name: max(day for _, day in shards[name]) for name in names}
    yield kit.text("/sitemap.xml", [newest], _index(kit, newest))


def _urls(kit: Kit, urls: list[tuple[str, str]]) -> Any:
    def make(renderer: Any) -> str:
        lines = [f"<url>{_entry(kit, path, day)}</url>" for path, day in urls]
        return "\n".join([f"{HEAD}<urlset {NAMESPACE}>", *lines, "</urlset>\n"])

    return make


def _index(kit: Kit, newest: dict[str, str]) -> Any:
    def make(renderer: Any) -> str:
        lines = [
            f"<sitemap>{_entry(kit, f'/sitemaps/{name}.xml', day)}</sitemap>" for name, day in newest.items()
        ]
        return "\n".join([f"{HEAD}<sitemapindex {NAMESPACE}>", *lines, "</sitemapindex>\n"])

    return make


def _entry(kit: Kit, path: str, day: str) -> str:
    when = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<loc>{escape(kit.site_url + path)}</loc>{when}"

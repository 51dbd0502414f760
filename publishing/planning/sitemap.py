"""`sitemap.xml` for search engines: an index and shards that stay put: documents by the permanent order, archive pages
by their list, everything else together.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from ..make_way import asking
from .items import has_page
from .kit import Kit, PageSpec
from .lists import archives_of, list_path
from .shards import PAGES, SHARD, shard_of, shard_of_archives
from .site import Site, prefix

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
Url = tuple[str, str]  # address, day of its newest change


def shards(site: Site) -> list[str]:
    """Names of all shards there may be."""
    numbers, following = [], site.indexes.after(0)
    while following is not None:
        numbers.append(following // SHARD)
        following = site.indexes.after((following // SHARD + 1) * SHARD)
    families = {shard_of(site.heads[orders[0][1]]) for orders in site.indexes.unlisted.values()}
    archives = {shard_of_archives(name) for name, places in site.lists.items() if places.full}
    return sorted({PAGES, *families, *archives, *(f"items-{number}" for number in numbers)})


def sitemap_pages(kit: Kit) -> Iterator[PageSpec]:
    """Every page search engines may know, exactly once."""
    for name in shards(kit.site):
        yield from shard_page(kit, name)
    yield index_page(kit)


def sitemap_of(kit: Kit, pages: Iterable[PageSpec]) -> Iterator[PageSpec]:
    """The same for a plan that others made: a theme made for Pelican has pages of its own."""
    found: dict[str, list[Url]] = {}
    for spec in pages:
        if spec.indexed and spec.template:
            head = kit.site.heads.get(spec.owner)
            name = shard_of(head) if head else PAGES
            found.setdefault(name, []).append((spec.path, head.moment[:10] if head else ""))
    for name, urls in sorted(found.items()):
        yield _shard_text(kit, name, sorted(urls))
    yield _index_text(kit, {name: max(day for _, day in urls) for name, urls in sorted(found.items())})


def shard_page(kit: Kit, name: str) -> Iterator[PageSpec]:
    if urls := sorted(_urls(kit, name)):
        kit.site.shard_days[name] = max(day for _, day in urls)
        yield _shard_text(kit, name, urls)


def _shard_text(kit: Kit, name: str, urls: list[Url]) -> PageSpec:
    path = f"/sitemaps/{name}.xml"
    return kit.text(path, [urls], lambda renderer: _shard(kit, urls), source=f"shard:{name}")


def index_page(kit: Kit) -> PageSpec:
    days = {name: day for name in shards(kit.site) if (day := _newest(kit, name)) is not None}
    return _index_text(kit, days)


def _index_text(kit: Kit, days: dict[str, str]) -> PageSpec:
    return kit.text("/sitemap.xml", [days], lambda renderer: _index(kit, days), source="sitemap")


def _newest(kit: Kit, name: str) -> str | None:
    """Day of the newest change in a shard, None for an empty one. Only shards that changed are read again."""
    known = kit.site.shard_days
    if name.startswith("items-") and name in known:
        return known[name]
    newest = max((day for _, day in _urls(kit, name)), default=None)
    known[name] = newest
    return newest


def _urls(kit: Kit, name: str) -> Iterable[Url]:
    site, (family, _, rest) = kit.site, name.partition("-")
    if family == "items":
        first = int(rest) * SHARD
        return _documents(kit, site.indexes.between(first, first + SHARD))
    if family == "archives":
        lists = (one for one, places in site.lists.items() if places.full and shard_of_archives(one) == name)
        return [(path, "") for one in lists for path in archives_of(kit, one)]
    unlisted = (order[1] for order in site.indexes.unlisted.get(rest or "page", ()))
    found = list(_documents(kit, unlisted))
    return found if rest else [*found, *_frame(kit)]


def _documents(kit: Kit, ids: Iterable[str]) -> Iterator[Url]:
    for document_id in asking(ids):
        head = kit.site.heads[document_id]
        if has_page(kit, head):
            yield head.path, head.moment[:10]


def _frame(kit: Kit) -> Iterator[Url]:
    """Homes, columns, tags, and what the site has whatever its content."""
    site = kit.site
    for locale in site.locales:
        if home := kit.facts[locale].home:
            yield home.path, home.moment[:10]
        for column in site.columns[locale]:
            if list_path(site, f"column:{column.id}"):
                yield column.path, column.moment[:10]
        yield from ((tag["path"], "") for tag in site.tags[locale])
        if site.tags[locale]:
            yield f"{prefix(locale)}/tags/", ""
        yield f"{prefix(locale)}/search/", ""
        yield f"{prefix(locale)}/sitemap.html", ""


def _shard(kit: Kit, urls: list[Url]) -> str:
    lines = [f"<url>{_entry(kit, path, day)}</url>" for path, day in urls]
    return "\n".join([f"{HEAD}<urlset {NAMESPACE}>", *lines, "</urlset>\n"])


def _index(kit: Kit, days: dict[str, str]) -> str:
    lines = [f"<sitemap>{_entry(kit, f'/sitemaps/{name}.xml', day)}</sitemap>" for name, day in days.items()]
    return "\n".join([f"{HEAD}<sitemapindex {NAMESPACE}>", *lines, "</sitemapindex>\n"])


def _entry(kit: Kit, path: str, day: str) -> str:
    when = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<loc>{escape(kit.site_url + path)}</loc>{when}"

"""The pages of the site, each planned from a source: a document, a page of a list, the feeds of a column …

Pure: the same snapshot, theme and settings give the same plan. `make_plan` plans from every source there is,
`plan_sources` from some; a page is the same in both.
"""

from collections.abc import Callable, Iterable, Iterator

from ..make_way import asking
from ..release.state import PageState
from .addresses import all_addresses
from .feeds import column_feeds, feed_pages, site_feeds
from .fixed import fixed_pages, site_pages
from .home import home_page, home_pages
from .items import document_page, document_pages, has_page
from .kit import Kit, PageSpec
from .lists import list_page, list_pages, tags_page
from .names import digest
from .sitemap import index_page, shard_page, sitemap_of, sitemap_pages
from .wellknown import wellknown_pages

Plan = dict[str, PageSpec]  # by file name


def make_plan(kit: Kit) -> Plan:
    plan = (
        _stock_plan(kit)
        if kit.stock
        else {one.file: one for pages in EVERYTHING for one in asking(pages(kit))}
    )
    kit.addresses = all_addresses(kit, plan)
    plan.update((spec.file, spec) for spec in kit.addresses.notes)
    return plan


def _stock_plan(kit: Kit) -> Plan:
    """Pelican's own generators say what there is."""
    assert kit.stock
    plan: Plan = {}
    for spec in [*kit.stock.pages(), *site_pages(kit)]:
        if spec.file not in plan or _rank(kit, spec) < _rank(kit, plan[spec.file]):
            plan[spec.file] = spec
    for spec in [*feed_pages(kit), *sitemap_of(kit, plan.values()), *wellknown_pages(kit)]:
        plan[spec.file] = spec
    return plan


def _rank(kit: Kit, spec: PageSpec) -> tuple[int, str]:
    head = kit.site.heads.get(spec.owner)
    return (head.sequence if head else 0, spec.owner)


def plan_sources(kit: Kit, sources: Iterable[str]) -> Plan:
    """The pages of some sources. A source that is no more has none."""
    plan: Plan = {}
    for source in asking(sorted(sources), 20):
        family, _, rest = source.partition(":")
        plan.update((spec.file, spec) for spec in PLANNERS[family](kit, rest))
    return plan


def _document(kit: Kit, document_id: str) -> Iterator[PageSpec]:
    head = kit.site.heads.get(document_id)
    if head and has_page(kit, head):
        yield document_page(kit, head)


def _list(kit: Kit, rest: str) -> Iterator[PageSpec]:
    number, _, name = rest.partition(":")
    return list_page(kit, name, int(number))


def _feeds(kit: Kit, rest: str) -> Iterator[PageSpec]:
    family, _, name = rest.partition(":")
    if family == "site":
        return site_feeds(kit, name) if name in kit.site.locales else iter(())
    column = kit.site.heads.get(name)
    return column_feeds(kit, column) if column and column.locale in kit.site.locales else iter(())


def _of_locale(pages: Callable[[Kit, str], Iterator[PageSpec]]) -> Callable[[Kit, str], Iterator[PageSpec]]:
    return lambda kit, locale: pages(kit, locale) if locale in kit.site.locales else iter(())


EVERYTHING = (home_pages, list_pages, document_pages, site_pages, feed_pages, sitemap_pages, wellknown_pages)
PLANNERS: dict[str, Callable[[Kit, str], Iterable[PageSpec]]] = {
    "doc": _document,
    "list": _list,
    "feeds": _feeds,
    "home": _of_locale(home_page),
    "tags": _of_locale(tags_page),
    "fixed": _of_locale(fixed_pages),
    "shard": shard_page,
    "sitemap": lambda kit, rest: [index_page(kit)],
    "wellknown": lambda kit, rest: wellknown_pages(kit),
    "note": lambda kit, rest: [],  # planned by `addresses` when all else is known
}


def full_key(kit: Kit, spec: PageSpec, reads: Iterable[str]) -> str:
    """The key with the cards the templates asked for by themselves the last time."""
    return digest(spec.key, [[name, kit.read_hash(name)] for name in sorted(reads)])


def page_state(
    kit: Kit, spec: PageSpec, reads: Iterable[str], anchors: Iterable[str] = (), links: Iterable[str] = ()
) -> PageState:
    """What is remembered of a page that was rendered just now."""
    wanted = tuple(sorted(reads))
    usual = () if spec.source.startswith("home:") else kit.usual_links(spec.locale)
    return PageState(
        full_key(kit, spec, wanted),
        spec.path,
        spec.source,
        spec.owner,
        wanted,
        tuple({*wanted, *spec.shows}),
        _lines(anchors),
        _lines(link for link in links if link not in usual),
        bool(spec.template),
    )


def _lines(values: Iterable[str]) -> str:
    """Each on a line of its own, line ends on both sides of each, so that one can be searched for."""
    found = sorted(values)
    return "\n" + "\n".join(found) + "\n" if found else ""

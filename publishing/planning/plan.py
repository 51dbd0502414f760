"""The whole site as a list of pages with keys. Pure: the same snapshot, theme and settings give the same plan."""

from .addresses import all_addresses
from .feeds import feed_pages
from .fixed import site_pages
from .home import home_pages
from .items import document_pages
from .kit import Kit, PageSpec
from .lists import list_pages
from .site import digest
from .sitemap import sitemap_pages
from .wellknown import wellknown_pages


def make_plan(kit: Kit) -> dict[str, PageSpec]:
    """File name to page. Of two documents that claim one address the one published first keeps it."""
    if kit.stock:  # Pelican's own generators say what there is
        pages = [*kit.stock.pages(), *site_pages(kit)]
    else:
        pages = [*home_pages(kit), *list_pages(kit), *document_pages(kit), *site_pages(kit)]
    plan: dict[str, PageSpec] = {}
    for spec in pages:
        if spec.file not in plan or _rank(kit, spec) < _rank(kit, plan[spec.file]):
            plan[spec.file] = spec
    for spec in [*feed_pages(kit), *sitemap_pages(kit, plan.values()), *wellknown_pages(kit)]:
        plan[spec.file] = spec
    kit.addresses = all_addresses(kit, plan)
    plan.update((spec.file, spec) for spec in kit.addresses.notes)
    return plan


def _rank(kit: Kit, spec: PageSpec) -> tuple[int, str]:
    head = kit.site.heads.get(spec.owner)
    return (head["sequence"] if head else 0, spec.owner)


def full_key(kit: Kit, spec: PageSpec, reads: list[str]) -> str:
    """The key with the cards the templates asked for by themselves the last time."""
    return digest(spec.key, [[name, kit.read_hash(name)] for name in sorted(reads)])

"""Which pages a change can touch: complete, and generous where that is cheap.

A change is looked at twice, before and after the site took it. What depends on a document in either moment is in the
set: its own page, the pages that name it, the pages of its lists, the neighbours and the later documents that show it
as related, feeds, home, parts of the site map. Keys then say which of these really differ.
"""

from collections.abc import Callable, Collection, Mapping

from .head import Head
from .items import LOOK_BACK
from .kinds import template_of
from .kit import Kit
from .places import PER_PAGE
from .shards import PAGES, shard_of, shard_of_archives
from .site import Site

ALWAYS = ("wellknown", "sitemap")  # small, and they show facts of the whole site
Naming = Callable[[Collection[str]], set[str]]


class Touched:
    """`naming` answers which sources made pages that name some documents by id (`State.sources_showing`)."""

    def __init__(self, naming: Naming):
        self.naming = naming
        self.sources: set[str] = set(ALWAYS)
        self.named: set[str] = set()

    def change(
        self, site: Site, document_id: str, head: Head | None, note: dict | None, known: Mapping[str, int]
    ) -> None:
        """Have the site take a change (see `Site.apply`), noting what it touches."""
        old = site.heads.get(document_id)
        lists = {*(old.lists if old else ()), *(site.memberships(head) if head else ())}
        names = {name: site.tag_names.get(name) for name in lists}
        self._look(site, document_id)
        site.apply(document_id, head, note, known)
        self._look(site, document_id)
        for name in lists:
            if site.tag_names.get(name) != names[name]:  # a tag that came, went or is called differently now
                self.sources |= {f"list:{number}:{name}" for number in range(site.full_blocks(name) + 1)}
                self.sources.add(f"shard:{shard_of_archives(name)}")

    def _look(self, site: Site, document_id: str) -> None:
        self.named.add(document_id)
        self._own(document_id)
        if note := site.notes.get(document_id):
            self._claimants(site, note["path"])
        head = site.heads.get(document_id)
        if not head:
            return
        self._claimants(site, head.path)
        for other in site.translations(head):
            self._own(other.id)
        self.sources |= {f"shard:{shard_of(head)}", *(f"{one}:{head.locale}" for one in ("home", "fixed"))}
        self.sources.add(f"feeds:site:{head.locale}")
        for name, place in zip(head.lists, head.places, strict=True):
            self._list(site, head, name, place)

    def _own(self, document_id: str) -> None:
        self.sources.add(f"doc:{document_id}")
        self.sources.add(f"list:0:column:{document_id}")

    def _claimants(self, site: Site, path: str) -> None:
        """Whoever else wants the address may get or lose it."""
        for name in {*site.indexes.claimants(path), *site.noted(path)}:
            self._own(name)
            if name in site.heads:
                self.sources.add(f"shard:{shard_of(site.heads[name])}")

    def _list(self, site: Site, head: Head, name: str, place: int) -> None:
        members = site.members(name)
        self.sources |= {f"list:0:{name}", f"feeds:{name}" if name.startswith("column:") else "sitemap"}
        block = place // PER_PAGE + 1
        self._block(name, block, members.full)
        if members.full - 1 <= block:  # perhaps it has just become full: the one before now leads there
            self._block(name, members.full, members.full)
            self._block(name, members.full - 1, members.full)
            self.sources.add(f"shard:{shard_of_archives(name)}")
        if len(members) == 1:  # the first or the last member: every page says whether the list has a feed
            self.sources |= {f"list:{number}:{name}" for number in range(1, members.full + 1)}
        if name.startswith("tag:"):
            self.sources |= {f"tags:{head.locale}", f"shard:{PAGES}"}
            for other in members.after(place, LOOK_BACK):
                self.sources.add(f"doc:{other}")
        else:
            for other in members.neighbours(place):
                self.sources.add(f"doc:{other}")

    def _block(self, name: str, number: int, full: int) -> None:
        if 1 <= number <= full:
            self.sources.add(f"list:{number}:{name}")

    def all(self) -> set[str]:
        """Everything found, with the pages that name a changed document."""
        return self.sources | self.naming(self.named)


def turned(kit: Kit) -> set[str] | None:
    """What shows the day and is looked at when it turns; None: so many pages that everything has to be."""
    if any(kit.shows_day(name) for name in ("parts/blocks", "pages/column", "pages/tag", "pages/gone")):
        return None
    found = {f"{name}:{locale}" for name in ("home", "fixed", "tags") for locale in kit.site.locales}
    for (kind, _), orders in kit.site.indexes.kinds.items():
        if kit.shows_day(template_of(kind)):
            found |= {f"doc:{document_id}" for _, document_id in orders}
    return found | set(ALWAYS)

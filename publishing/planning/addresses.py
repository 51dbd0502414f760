"""What a release does to the ledger: which addresses come, which leave, and the notes for those that left."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from ..ledger.store import Place
from ..make_way import asking
from ..paths import release_file
from .kit import Kit, PageSpec
from .retired import ASSET, Signposts, is_public
from .site import Site


@dataclass
class Addresses:
    """`came` and `left` go into the ledger when the release is out; `notes` go into the release."""

    came: dict[str, Place] = field(default_factory=dict)
    left: dict[str, Place] = field(default_factory=dict)
    notes: list[PageSpec] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)  # every address with a note that was looked at
    looked_at: set[str] = field(default_factory=set)  # addresses whose note may differ, or is one no more


@dataclass(frozen=True)
class Touch:
    """What a warm run knows: `pages` it planned, public paths that `left`, `changed` documents, whether the release
    being made `answers` a path. `moved`: the exporters' redirects are others than before.
    """

    pages: Iterable[PageSpec]
    left: Collection[str]
    changed: Collection[str]
    answers: Callable[[str], bool]
    moved: bool = False


def all_addresses(kit: Kit, plan: Mapping[str, PageSpec]) -> Addresses:
    """From the whole plan of a release."""
    ledger = kit.site.ledger
    alive = dict(places_of(kit, asking(plan.values(), 1000), asset_owners(kit.site)))

    def owner_of(path: str) -> Place | None:
        known = ledger.place(path) if ledger and path not in alive else None
        return named_place(kit, known[0]) if known else alive.get(path)

    signposts = Signposts(kit, lambda path: path in alive or release_file(path) in plan, owner_of)
    found, new = Addresses(), dict(alive)
    retired = {path: place for path, place in signposts.told() if path not in alive}
    found.left, heirs = dict(retired), _heirs(kit, kit.site.heads)
    for path, place, lives in asking(ledger.places(), 1000) if ledger else ():
        now = new.pop(path, None)
        if now:
            if not lives or now != place:
                found.came[path] = now
            continue
        heir = _heir(kit, path, place, heirs) if lives else place
        retired[path] = named = named_place(kit, heir)
        found.left.pop(path, None)
        if lives or named != place:
            found.left[path] = named
    found.came.update(new)
    found.notes, found.noted = notes(signposts, retired), set(retired)
    return found


def asset_owners(site: Site) -> dict[str, str]:
    """Path of every picture and attachment to the first document that shows it."""
    found: dict[str, str] = {}
    for name in asking(sorted(site.heads)):
        for asset in site.heads[name].assets:
            found.setdefault(asset["path"], name)
    return found


def changed_addresses(kit: Kit, touch: Touch) -> Addresses:
    """The same from what a change touched: what is not in the answer stays as the last release has it.

    Each note has the source `note:<path>`; plan those of `looked_at` anew.
    """
    ledger, found = kit.site.ledger, Addresses()
    assert ledger
    assets = {
        asset["path"]: name
        for name in sorted(touch.changed, reverse=True)
        if name in kit.site.heads
        for asset in kit.site.heads[name].assets
    }
    alive = dict(places_of(kit, touch.pages, assets))

    def owner_of(path: str) -> Place | None:
        known = ledger.place(path) if path not in alive else None
        return named_place(kit, known[0]) if known else alive.get(path)

    signposts = Signposts(kit, lambda path: path in alive or touch.answers(path), owner_of)
    appeared = _appeared(kit, alive, found)
    left = {path for path in touch.left if is_public(path) and not signposts.answers(path)}
    told = (
        dict(signposts.told()) if touch.moved else dict(signposts.told_of(touch.changed, {*appeared, *left}))
    )
    found.looked_at = {*appeared, *left, *told, *_of_owners(kit, touch.changed, {*appeared, *left}, owner_of)}
    retired, heirs = {}, _heirs(kit, touch.changed)
    for path in found.looked_at:
        known = ledger.place(path)
        if signposts.answers(path) or not (known or path in told):
            continue
        place = known[0] if known else told[path]
        retired[path] = named = named_place(kit, _heir(kit, path, place, heirs))
        if not known or known[1] or named != known[0]:
            found.left[path] = named
    found.notes, found.noted = notes(signposts, retired), set(retired)
    return found


def _appeared(kit: Kit, alive: Mapping[str, Place], found: Addresses) -> set[str]:
    """Addresses that answer now and did not before; they, and those that changed hands, are noted as come."""
    ledger, appeared = kit.site.ledger, set()
    assert ledger
    for path, place in alive.items():
        known = ledger.place(path)
        if not known or not known[1]:
            appeared.add(path)
            found.came[path] = place
        elif known[0] != place and (place.part != ASSET or known[0].owner not in kit.site.heads):
            found.came[path] = place
    return appeared


def _of_owners(
    kit: Kit, changed: Iterable[str], paths: Iterable[str], owner_of: Callable[[str], Place | None]
) -> Iterator[str]:
    """Retired addresses whose owner changed, or lost or got the part they led to."""
    ledger = kit.site.ledger
    assert ledger
    for name in changed:
        yield from ledger.retired_of(name)
    for owner, part in {place[:2] for path in paths if (place := owner_of(path))}:
        if owner:
            yield from ledger.retired_of(owner, part) if part else ledger.retired_of(owner)


def _heir(kit: Kit, path: str, place: Place, heirs: Callable[[], Mapping[str, str]]) -> Place:
    """A file whose first owner is gone belongs to the document that showed it last."""
    if place.part != ASSET or place.owner in kit.site.heads:
        return place
    return place._replace(owner=heirs().get(path, place.owner))


def _heirs(kit: Kit, names: Iterable[str]) -> Callable[[], Mapping[str, str]]:
    """Each file of the last release to the first of `names` that showed it and stays. Rarely asked, made once."""

    @cache
    def showed() -> dict[str, str]:
        found: dict[str, str] = {}
        for name in sorted(names):
            former = kit.site.former(name) if name in kit.site.heads else None
            for asset in former.get("assets", ()) if former else ():
                found.setdefault(asset["path"], name)
        return found

    return showed


def places_of(kit: Kit, pages: Iterable[PageSpec], assets: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """(path, place) of what readers can ask for. `assets`: path to the id of a document that shows it."""
    for path, owner in assets.items():
        yield path, Place(owner, ASSET)
    for spec in pages:
        if is_public(spec.path):
            yield spec.path, Place(spec.of or spec.owner, spec.part, spec.of_title)


def named_place(kit: Kit, place: Place) -> Place:
    """With the last title of an owner that leaves the site, because nobody will know it afterwards."""
    site = kit.site
    if not place.owner or place.owner.startswith("tag:") or place.owner in site.heads:
        return place
    former = site.former(place.owner)
    return place._replace(title=former["title"]) if former else place


def notes(signposts: Signposts, retired: Mapping[str, Place]) -> list[PageSpec]:
    """One page an address. `/a` and `/a/` share a place; the second leads the first on."""
    found = []
    for path in sorted(retired):
        if path.endswith("/") or f"{path}/" not in retired:
            page = signposts.page(path, retired[path])
            if page:
                found.append(page)
    return found

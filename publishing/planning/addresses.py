"""What a release does to the ledger: which addresses come, which leave, and the notes for those that left."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..ledger.store import Place
from ..paths import release_file
from .kit import Kit, PageSpec
from .retired import ASSET, Signposts, is_public


@dataclass
class Addresses:
    """`came` and `left` go into the ledger when the release is out; `notes` go into the release."""

    came: dict[str, Place] = field(default_factory=dict)
    left: dict[str, Place] = field(default_factory=dict)
    notes: list[PageSpec] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)  # every address with a note


def all_addresses(kit: Kit, plan: Mapping[str, PageSpec]) -> Addresses:
    """From the whole plan of a release."""
    ledger = kit.site.ledger
    alive = dict(places_of(kit, plan.values(), kit.site.asset_owners))

    def owner_of(path: str) -> Place | None:
        known = ledger.place(path) if ledger and path not in alive else None
        return known[0] if known else alive.get(path)

    signposts = Signposts(kit, lambda path: path in alive or release_file(path) in plan, owner_of)
    found, new = Addresses(), dict(alive)
    retired = {path: place for path, place in signposts.told() if path not in alive}
    found.left = dict(retired)
    for path, place, lives in ledger.places() if ledger else ():
        now = new.pop(path, None)
        if now:
            if not lives or now != place:
                found.came[path] = now
            continue
        retired[path] = named = named_place(kit, place)
        found.left.pop(path, None)
        if lives or named != place:
            found.left[path] = named
    found.came.update(new)
    found.notes, found.noted = notes(signposts, retired), set(retired)
    return found


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

"""How far a right reaches over items, and what a person may read at all."""

from django.db.models import Q

from foundation.rights.may import beyond_public, may, places_of
from foundation.rights.rows import register_wall
from foundation.rights.scopes import NOTHING, PLACES, Bounds, Places, Scope, bounds_of, register_bounds
from foundation.rights.table import BY_VERB
from portal_apps.deputies.reach import ids

from .models import Commitment, Handling, Item, Merge, Publicity, Sponsor
from .models.items import PUBLISHED
from .states import PRIVATE, Kind

FILED = ~Q(state__in=PRIVATE) | Q(on_paper=True)  # a draft is its sponsors' alone


def _own(user) -> Q:
    mine = Sponsor.objects.carrying().filter(mandate__person__account=user)
    return Q(pk__in=mine.values("item"))


def _delegation(places: Places) -> Q:
    return FILED & Q(delegation__in=ids(places, "delegation"))


def _term(places: Places) -> Q:
    """A session reaches what was filed in it, a term everything of it."""
    filed = Q(in_session=True, session__in=ids(places, "session"))
    return FILED & (filed | Q(term__in=ids(places, "term")))


def _unit(places: Places) -> Q:
    """What lies with the unit, and what was merged into that."""
    held = Handling.objects.of_unit(*ids(places, "unit")).values("item")
    return Q(pk__in=held) | Q(pk__in=Merge.objects.filter(into__in=held).values("item"))


def _public() -> Q:
    return PUBLISHED


def _through(field: str) -> Bounds:
    """For what belongs to an item."""

    def within(condition: Q) -> Q:
        return Q(**{f"{field}__in": Item.objects.filter(condition).values("pk")})

    return Bounds(
        own=lambda user: within(_own(user)),
        delegation=lambda places: within(_delegation(places)),
        term=lambda places: within(_term(places)),
    )


def _units(field: str):
    def within(places: Places) -> Q:
        held = Handling.objects.of_unit(*ids(places, "unit")).values("pk")
        return Q(**{f"{field}__in": held})

    return within


def register() -> None:
    """Called once the apps are there."""
    register_bounds(Item, Bounds(own=_own, public=_public, delegation=_delegation, unit=_unit, term=_term))
    for table in ("motions_item", "motions_text", "motions_saved"):
        register_wall(table)
    for model, field, handling in (
        (Handling, "item", "pk"),
        (Commitment, "handling__item", "handling"),
    ):
        through = _through(field)
        register_bounds(
            model,
            Bounds(
                own=through.own,
                delegation=through.delegation,
                term=through.term,
                unit=_units(handling),
            ),
        )


def near(user) -> Q:
    """The items the person reads whole: by the table of rights, each kind by its own verb; drafts only as a sponsor."""
    found = NOTHING
    for kind in Kind.values:
        if may(user, f"{kind}s.read"):
            found |= Q(kind=kind) & (FILED & beyond_public(user, f"{kind}s.read", Item) | _own(user))
    return found


def open_to(user) -> Q:
    """Besides, everybody who reads here reads what the public reads. Nothing for who reads all of a kind anyway."""
    kinds = [
        kind
        for kind in Kind.values
        if may(user, f"{kind}s.read") and beyond_public(user, f"{kind}s.read", Item)
    ]
    return Q(kind__in=kinds) & PUBLISHED if kinds else NOTHING


def readable(user):
    """Every item the person may open."""
    return Item.objects.filter(near(user) | open_to(user))


def known(user):
    """Items the person reads for more than that everybody does: their words, files, talk and course."""
    found = _own(user)
    for kind in ("suggestion", "motion"):
        holders = BY_VERB[f"{kind}s.read"].holders
        for role in user.roles:
            scope = holders.get(role.key)
            if scope is None or scope is Scope.PUBLIC:
                continue
            places = places_of(user, role.key) if scope in PLACES else frozenset()
            within = Q() if scope is Scope.ALL else bounds_of(Item).within(scope, user, places)
            found |= Q(kind=kind) & FILED & within
    return Item.objects.filter(found)


def concerned(user, item: Item) -> bool:
    """Whether the item is one of those `known` to the person."""
    return known(user).filter(pk=item.pk).exists()


def words_readable(user):
    """Of what the person may open, the items whose full words they may read: not those of which the public has a summary."""
    full = Item.objects.published().filter(publicity=Publicity.FULL)
    return readable(user).filter(Q(pk__in=known(user).values("pk")) | Q(pk__in=full.values("pk")))

"""How far a right reaches over items, and what a person may read at all."""

from django.db.models import Q

from foundation.rights.may import may, places_of, visible
from foundation.rights.scopes import PLACES, Bounds, Places, Scope, bounds_of, register_bounds
from foundation.rights.table import BY_VERB
from portal_apps.deputies.reach import ids

from .models import Commitment, Handling, Item, Merge, Sponsor
from .states import PRIVATE

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
    return Q(pk__in=Item.objects.published().values("pk"))


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


def readable(user):
    """Every item the person may open: by the table of rights, each kind by its own verb; drafts only as a sponsor;
    besides, everybody who reads here reads what the public reads."""
    found = Q(pk__in=[])
    for kind in ("suggestion", "motion"):
        verb = f"{kind}s.read"
        rows = visible(user, verb, Item.objects.filter(FILED, kind=kind))
        found |= Q(pk__in=rows.values("pk"))
        if may(user, verb):
            found |= Q(pk__in=Item.objects.published().filter(kind=kind).values("pk"))
            found |= _own(user) & Q(kind=kind)
    return Item.objects.filter(found)


def concerned(user, item: Item) -> bool:
    """Whether the person reads it for more than that everybody does: its files, talk and course."""
    if Item.objects.of_sponsor(user).filter(pk=item.pk).exists():
        return True
    holders = BY_VERB[f"{item.area}.read"].holders
    for role in user.roles:
        scope = holders.get(role.key)
        if scope is None or scope is Scope.PUBLIC:
            continue
        places = places_of(user, role.key) if scope in PLACES else frozenset()
        within = scope is Scope.ALL or bounds_of(Item).within(scope, user, places)
        if within is True or Item.objects.filter(within, pk=item.pk).exists():
            return True
    return False

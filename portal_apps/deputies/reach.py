"""How far a right reaches over deputies and bodies, and the places that roles are granted for."""

from collections.abc import Callable, Iterator

from django.db.models import Q

from foundation.accounts.models import User
from foundation.rights.places import Kind, register_places
from foundation.rights.rows import register_wall
from foundation.rights.scopes import Bounds, Places, Scope, register_bounds

from .kinds import KINDS
from .models import Alert, Body, Mandate, MandateChange, Person, PersonalData, Relocation, Session, Term, Wish


def ids(places: Places, kind: str) -> list[int]:
    """The keys `kind:12` of these places, as numbers."""
    found = (place.partition(":") for place in places)
    return [int(pk) for name, _, pk in found if name == kind and pk.isdecimal()]


def _in_delegation(places: Places) -> Q:
    return Q(delegation__in=ids(places, "delegation"))


def _in_station(places: Places) -> Q:
    return Q(station__in=ids(places, "station"))


def _in_term(places: Places) -> Q:
    """A session reaches the deputies of its term."""
    terms = Session.objects.filter(pk__in=ids(places, "session")).values("term")
    return Q(term__in=ids(places, "term")) | Q(term__in=terms)


def _in_unit(places: Places) -> Q:
    """The units themselves and what stands below them."""
    units = ids(places, "unit")
    return Q(pk__in=units) | Q(parent__in=units)


def _through(field: str, inner: Callable[[Places], Q]) -> Callable[[Places], Q]:
    """For what belongs to a person: those who hold, or held, a mandate within the places."""
    return lambda places: Q(**{f"{field}__in": Mandate.objects.filter(inner(places)).values("person")})


def _of_mandate(inner: Callable[[Places], Q]) -> Callable[[Places], Q]:
    return lambda places: Q(mandate__in=Mandate.objects.filter(inner(places)))


def _people(field: str, own: Callable) -> Bounds:
    return Bounds(
        own=own,
        delegation=_through(field, _in_delegation),
        station=_through(field, _in_station),
        term=_through(field, _in_term),
    )


def register() -> None:
    """Called once the apps are there."""
    # accounts of deputies: staff of their delegation may enter things for them (foundation.life)
    register_bounds(User, _people("deputy", lambda user: Q(pk=user.pk)))
    register_bounds(Person, _people("pk", lambda user: Q(account=user)))
    for model in (PersonalData, Wish, Alert, Relocation):
        register_bounds(model, _people("person", lambda user: Q(person__account=user)))
    register_bounds(
        Mandate,
        Bounds(
            own=lambda user: Q(person__account=user),
            delegation=_in_delegation,
            station=_in_station,
            term=_in_term,
        ),
    )
    register_bounds(
        MandateChange,
        Bounds(
            own=lambda user: Q(mandate__person__account=user),
            delegation=_of_mandate(_in_delegation),
            station=_of_mandate(_in_station),
            term=_of_mandate(_in_term),
        ),
    )
    register_wall("deputies_personaldata", "deputies.read", "deputies.edit", "deputies.contact")
    register_wall("deputies_wish", "deputies.edit")
    register_bounds(Body, Bounds(unit=_in_unit))
    for kind in KINDS:
        if kind.place:
            register_places(_bodies(Scope(kind.place), kind.key))
    register_places(Kind(Scope.TERM, _terms, _term_named))


def _bodies(scope: Scope, kind: str) -> Kind:
    def choices() -> Iterator[tuple[str, str]]:
        found = Body.objects.kind(kind).open().select_related("parent", "term__area")
        return ((body.key, _told(body)) for body in found)

    def named(key: str) -> str:
        found = Body.objects.kind(kind).filter(pk__in=ids(frozenset({key}), scope.value)).first()
        return _told(found) if found else ""

    return Kind(scope, choices, named)


def _told(body: Body) -> str:
    """望河代表团（市十六届）, 市政府办公厅 → 市交通局."""
    above = f"{body.parent.name} → " if body.parent else ""
    return f"{above}{body.name}{f'（{body.term}）' if body.term else ''}"


def _terms() -> Iterator[tuple[str, str]]:
    for session in Session.objects.open().select_related("term__area"):
        yield f"session:{session.pk}", str(session)
    for term in Term.objects.open().select_related("area"):
        yield f"term:{term.pk}", str(term)


def _term_named(key: str) -> str:
    place = frozenset({key})
    found = (
        Session.objects.filter(pk__in=ids(place, "session")).select_related("term__area").first()
        or Term.objects.filter(pk__in=ids(place, "term")).select_related("area").first()
    )
    return str(found or "")

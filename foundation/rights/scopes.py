"""How far a right reaches, and which rows of a model lie within: said once per model, for one thing and for lists."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model, Q

Places = frozenset[str]


class Scope(StrEnum):
    """From narrow to wide. A role whose scope is a place reaches what belongs to the places it was granted for."""

    PUBLIC = "public"  # what the public may read as well
    OWN = "own"
    DELEGATION = "delegation"
    STATION = "station"
    UNIT = "unit"
    TERM = "term"  # one term or one session of the congress; ends with it
    ALL = "all"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Scope.PUBLIC: "已公开",
    Scope.OWN: "本人",
    Scope.DELEGATION: "本代表团",
    Scope.STATION: "本站",
    Scope.UNIT: "本单位",
    Scope.TERM: "本届本次会议",
    Scope.ALL: "全部",
}
PLACES = (Scope.DELEGATION, Scope.STATION, Scope.UNIT, Scope.TERM)


@dataclass(frozen=True)
class Bounds:
    """The rows of one model within each scope, as conditions that never double a row (`pk__in`, not a join).

    `own` takes the user, `public` nothing, the others the places a person was granted (`unit:12`). A scope that is
    left out reaches nothing.
    """

    own: Callable[..., Q] | None = None
    public: Callable[[], Q] | None = None
    delegation: Callable[[Places], Q] | None = None
    station: Callable[[Places], Q] | None = None
    unit: Callable[[Places], Q] | None = None
    term: Callable[[Places], Q] | None = None

    def within(self, scope: Scope, user, places: Places) -> Q:
        condition = getattr(self, scope.value)
        if condition is None or (scope in PLACES and not places):
            return NOTHING
        arguments = {Scope.OWN: (user,), Scope.PUBLIC: ()}.get(scope, (places,))
        return condition(*arguments)


NOTHING = Q(pk__in=[])
_bounds: dict[type[Model], Bounds] = {}


def register_bounds(model: type[Model], bounds: Bounds) -> None:
    """Called by the app that owns the model, in `AppConfig.ready`."""
    _bounds[model] = bounds


def bounds_of(model: type[Model]) -> Bounds:
    """A model nobody described lies within no scope but ALL."""
    return next((_bounds[kind] for kind in model.__mro__ if kind in _bounds), Bounds())

"""The seam: whether a person may do a verb, to which thing, and which rows they may see."""

from collections.abc import Iterator
from typing import Any, TypeVar

import rules
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet

from .models import Grant
from .scopes import NOTHING, PLACES, Places, Scope, bounds_of
from .table import BY_VERB, VERBS

Rows = TypeVar("Rows", bound=QuerySet[Any])


def may(user, verb: str, thing: Model | None = None) -> bool:
    """Without a thing: whether the person may do this at all, to something. Raises KeyError for an unknown verb.

    A superuser is not asked for: rank gives no right.
    """
    reach = list(_reach(user, verb))
    if thing is None or any(scope is Scope.ALL for scope, _ in reach):
        return bool(reach)
    found = type(thing)._default_manager.filter(pk=thing.pk)
    return found.filter(_condition(user, type(thing), reach)).exists()


class Remembered:
    """`may` for one page with many buttons: what reaches a thing in the same way is asked of the database once.

    Made anew for each request: what somebody was granted or what a thing became since is not known to it.
    """

    def __init__(self, user) -> None:
        self._user = user
        self._known: dict[tuple, bool] = {}

    def may(self, verb: str, thing: Model) -> bool:
        reach = frozenset(_reach(self._user, verb))
        key = (reach, type(thing), thing.pk)
        if key not in self._known:
            self._known[key] = may(self._user, verb, thing)
        return self._known[key]


def reaches_others(user, verb: str) -> bool:
    """Whether the person may do this to more than what is their own."""
    return any(scope is not Scope.OWN for scope, _ in _reach(user, verb))


def reaches_all(user, verb: str) -> bool:
    """Whether the person may do this to every thing there is."""
    return any(scope is Scope.ALL for scope, _ in _reach(user, verb))


def demand(user, verb: str, thing: Model | None = None) -> None:
    """Raises PermissionDenied with a sentence for people."""
    if not may(user, verb, thing):
        what = BY_VERB[verb].name
        holders = "、".join(_names(verb))
        raise PermissionDenied(
            f"您没有“{what}”的权限{'，或者这一件不归您管' if thing else ''}。能办的是：{holders}。"
        )


def visible(user, verb: str, rows: Rows) -> Rows:
    """Those of the rows that the person may do this to; none without the right."""
    reach = list(_reach(user, verb))
    if any(scope is Scope.ALL for scope, _ in reach):
        return rows
    return rows.filter(_condition(user, rows.model, reach))


def beyond_public(user, verb: str, model: type[Model]) -> Q:
    """The rows the person may do this to for more than that the public may: a condition to be joined with others."""
    reach = [one for one in _reach(user, verb) if one[0] is not Scope.PUBLIC]
    return Q() if any(scope is Scope.ALL for scope, _ in reach) else _condition(user, model, reach)


def register_with_rules() -> None:
    """`user.has_perm("stations.answer", thing)` asks here, in templates and in Wagtail as well."""
    for one in VERBS:
        if not rules.perm_exists(one.key):
            rules.add_perm(one.key, _predicate(one.key))


def _predicate(verb: str) -> rules.Predicate:
    return rules.predicate(lambda user, thing=None: may(user, verb, thing), name=verb)


def _condition(user, model: type[Model], reach: list[tuple[Scope, Places]]) -> Q:
    condition = NOTHING
    for scope, places in reach:
        condition = condition | bounds_of(model).within(scope, user, places)
    return condition


def _reach(user, verb: str) -> Iterator[tuple[Scope, Places]]:
    """(scope, places it was granted for) for each role that gives the person this verb."""
    holders = BY_VERB[verb].holders
    if not getattr(user, "is_active", False) or not user.pk:
        return
    for role in user.roles:
        scope = holders.get(role.key)
        if scope is not None:
            yield scope, places_of(user, role.key) if scope in PLACES else frozenset()


def places_of(user, role: str) -> Places:
    """What the person was granted this role for, now. Read once per user object, that is once per request."""
    if not hasattr(user, "_places"):
        rows = Grant.objects.in_force().filter(person=user).exclude(place="").values_list("role", "place")
        user._places = {}
        for held, place in rows:
            user._places.setdefault(held, set()).add(place)
    return frozenset(user._places.get(role, ()))


def _names(verb: str) -> list[str]:
    from foundation.accounts.roles import BY_KEY

    return [BY_KEY[role].name for role in BY_VERB[verb].holders]

"""Accounts behind a right: who is told, who is responsible. Roles are read from the table of rights, never named."""

from collections.abc import Iterable

from foundation.accounts.models import User
from foundation.accounts.roles import BY_KEY
from foundation.rights.models import Grant
from foundation.rights.scopes import PLACES, Scope
from foundation.rights.table import BY_VERB


def everybody_with(verb: str) -> Iterable[User]:
    """Who may do a verb to all of the house."""
    groups = [BY_KEY[role].group for role, scope in BY_VERB[verb].holders.items() if scope == Scope.ALL]
    return User.objects.filter(is_active=True, groups__name__in=groups).distinct()


def granted_at(place: str, *verbs: str) -> Iterable[User]:
    """Who holds one of the verbs for this place (`unit:12`)."""
    roles = {role for verb in verbs for role, scope in BY_VERB[verb].holders.items() if scope in PLACES}
    held = Grant.objects.in_force().filter(role__in=roles, place=place).values("person")
    return User.objects.filter(is_active=True, pk__in=held)

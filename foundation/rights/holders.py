"""Who holds a verb: whom to tell that there is something to do."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from foundation.accounts.roles import BY_KEY

from .scopes import Scope
from .table import BY_VERB


def holders_of(verb: str) -> QuerySet:
    """Active accounts that may do the verb to all of the house, none twice."""
    groups = [BY_KEY[role].group for role, scope in BY_VERB[verb].holders.items() if scope == Scope.ALL]
    return get_user_model().objects.filter(is_active=True, groups__name__in=groups).distinct()

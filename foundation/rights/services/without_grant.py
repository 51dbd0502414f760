"""Memberships that no grant stands behind: made past this app, by a script or in the database."""

from foundation.accounts.models import User
from foundation.accounts.roles import BY_GROUP

from ..models import Grant


def roles_without_grant() -> list[tuple[User, str]]:
    """(person, role key); demo accounts are left out, because they have no grants at all."""
    granted = set(Grant.objects.in_force().values_list("person_id", "role"))
    people = User.objects.filter(is_active=True, is_demo=False, groups__name__in=BY_GROUP).distinct()
    return [
        (person, role.key)
        for person in people.prefetch_related("groups")
        for role in person.roles
        if (person.pk, role.key) not in granted
    ]

"""A grant in force makes its person a member of the role's group; the last one that ends takes them out."""

from django.contrib.auth.models import Group

from ..models import Grant


def settle(person, role: str) -> None:
    """Make the membership what the grants say, in the caller's transaction."""
    group = Group.objects.get(name=role_group(role))
    if Grant.objects.in_force().filter(person=person, role=role).exists():
        person.groups.add(group)
    else:
        person.groups.remove(group)
    person.__dict__.pop("_places", None)


def role_group(role: str) -> str:
    """Raises KeyError for a role that is not in the table."""
    from foundation.accounts.roles import BY_KEY

    return BY_KEY[role].group

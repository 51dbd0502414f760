"""Checks that hold whichever screen, command or import changes who belongs to which group."""

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from .models import User
from .roles import clash


@receiver(m2m_changed, sender=User.groups.through)
def keep_administrators_apart(instance, action, reverse, pk_set, **kwargs) -> None:
    """Raise ValidationError before one person holds two of the three administrator roles."""
    if action.startswith("post_") and isinstance(instance, User):
        instance.__dict__.pop("_roles", None)
    if action != "pre_add" or not pk_set:
        return
    people = User.objects.filter(pk__in=pk_set) if reverse else [instance]
    added = (
        [instance.name]
        if reverse
        else list(Group.objects.filter(pk__in=pk_set).values_list("name", flat=True))
    )
    for person in people:
        problem = clash([*person.groups.values_list("name", flat=True), *added])
        if problem:
            raise ValidationError(f"{person}：{problem}")

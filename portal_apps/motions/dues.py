"""The earliest last day of items, whichever of their clocks it is."""

from collections.abc import Iterable
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.timezone import localdate

from foundation.deadlines.models import Clock

from .models import Handling, Item

NOT_DUE = ("motions.return", "motions.publish")  # a right, and the house's own


def dues_of(items: Iterable[Item]) -> dict[int, tuple[date, bool]]:
    """Of each item or a unit's part of it, and whether its amber lamp burns; one query. Reads `item.handlings`."""
    things: dict[tuple[int, str], int] = {}
    own, parts = (ContentType.objects.get_for_model(model).pk for model in (Item, Handling))
    for item in items:
        things[own, str(item.pk)] = item.pk
        things |= {(parts, str(one.pk)): item.pk for one in item.handlings.all()}
    wanted = Q(pk__in=[])
    for kind in (own, parts):
        wanted |= Q(content_type=kind, object_id__in=[key for of, key in things if of == kind])
    found: dict[int, tuple[date, bool]] = {}
    for clock in Clock.objects.running().filter(wanted).exclude(kind__in=NOT_DUE).order_by("-due_on"):
        amber = clock.amber_on <= localdate()
        found[things[clock.content_type_id, clock.object_id]] = (clock.due_on, amber)
    return found

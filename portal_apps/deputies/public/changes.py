"""Tell the publisher that what the public sees of a deputy may differ: in the transaction of the change."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from publishing.services import record_changes

from ..models import Area, Body, Mandate, Person, Term

PREFIX = "deputy"
DIRECTORY = f"{PREFIX}:all"
LOOK_BACK = timedelta(days=7)  # a night or two without a clock are made up for


def document_id(person: Person) -> str:
    return f"{PREFIX}:{person.uid.hex}"


@transaction.atomic
def touch(people: Iterable[Person], *, by=None) -> None:
    """Once for each of them and once for the directory; only what was or is public, or may become so."""
    from .export import public_people

    known = public_people().filter(pk__in={person.pk for person in people}).only("uid")
    ids = sorted(document_id(person) for person in known)
    if ids:
        record_changes([*ids, DIRECTORY], "update", actor=by)


def touch_all_of(thing: Area | Term | Body, *, by=None) -> None:
    """Those whose page says the name of this area, term or body: it is called differently now."""
    named = {
        Area: Q(term__area=thing.pk),
        Term: Q(term=thing.pk),
        Body: Q(delegation=thing.pk)
        | Q(electing_unit=thing.pk)
        | Q(station=thing.pk)
        | Q(posts__body=thing.pk),
    }[type(thing)]
    touch(Person.objects.filter(pk__in=Mandate.objects.filter(named).values("person")).only("pk"), by=by)


def turn_of_days() -> int:
    """Mandates begin and end by date, without anybody's act: each night what did so is told."""
    day = localdate()
    near = (day - LOOK_BACK, day)
    moved = Mandate.objects.filter(
        Q(starts_on__range=near)
        | Q(ends_on__range=near)
        | Q(term__until__range=near)
        | Q(term__since__range=near)
    )
    people = list(Person.objects.filter(pk__in=moved.values("person")))
    touch(people)
    return len(people)

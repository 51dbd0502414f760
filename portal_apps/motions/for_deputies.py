"""代录: what staff may enter for a deputy now, also for one without an account or out of office."""

from collections.abc import Iterator

from django.urls import reverse

from portal_apps.deputies.models import Mandate, Person

from .models import Handling, Item, Sponsor
from .offers import FITS, WITHIN_OTHERS, Offer, is_theirs, subject_of, things_of
from .services.signing import AFTER_TERM
from .table import possible


def carried_by(person: Person):
    """Items of a deputy, without the own drafts on the platform, and those the deputy is asked to sign. Asked as the house:
    of a colleague's draft the title shows here and no word of its text, to whoever may enter for this very deputy."""
    mine = Sponsor.objects.carrying().of_deputy(person)
    led = mine.filter(role=Sponsor.Role.LEAD).values("item")
    found = Item.objects.filter(pk__in=mine.values("item")).order_by("-pk")
    found = found.exclude(pk__in=Item.objects.private().filter(pk__in=led).values("pk"))
    return found.select_related("term", "session", "merge__into")


def offers_for(item: Item, person: Person) -> Iterator[Offer]:
    """Of a draft on the platform only what a colleague does: what its lead does with it is for the lead's own hand."""
    mine = item.sponsors.carrying().of_deputy(person)
    roles = set(mine.values_list("role", flat=True))
    serving = Mandate.objects.serving().filter(person=person, term=item.term).exists()
    for thing in things_of(item):
        merged = isinstance(thing, Handling) and thing.item_id != item.pk
        for step in possible(subject_of(thing), item.kind, thing.state):
            if not step.who or step.key in WITHIN_OTHERS or (merged and step.key != "evaluate"):
                continue
            if (item.is_private and step.who != "co") or not is_theirs(step, item, roles):
                continue
            if not serving and step.key not in AFTER_TERM:
                continue
            fits = FITS.get(step.key)
            if fits is None or fits(thing, item, person):
                yield Offer(step, thing, item)


def proxy_page(account) -> str:
    """Where things are entered for the deputy of an account."""
    person = Person.objects.filter(account=account).first()
    return reverse("motions:for_deputy", args=[person.pk]) if person else reverse("motions:for")

"""What the audit administrator asks for. Pages go from key to key, so that the last is as quick as the first."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

PEOPLE = 200  # so many people of one name are looked for
SIMPLE = {"request": "request_id", "result": "result"}


class Searchable(QuerySet):
    """For the query set of records."""

    def matching(self, *, person="", address="", since=None, until=None, verb="", object="", **simple):
        """Two query sets, whose sum is the answer: the record itself fits, or one of its further acts does.

        Empty conditions do not count. Days are local days. `object` ending in `*` means "begins with".
        """
        found = self
        for condition, value in {
            **{SIMPLE[name]: value for name, value in simple.items()},
            "address__startswith": address,
            "at__gte": since and midnight(since),
            "at__lt": until and midnight(until + timedelta(days=1)),
        }.items():
            found = found.filter(**{condition: value}) if value else found
        if person:
            found = found.filter(_person(person))
        said = {**({"verb": verb} if verb else {}), **_object(object)}
        inside = found.filter(**{f"acts__{name}": value for name, value in said.items()}) if said else None
        return found.filter(**said), inside

    def newest(self, conditions: dict, *, below: int | None = None, count: int = 50) -> list:
        """The newest `count` records that fit, beginning under sequence `below`."""
        sequences: set[int] = set()
        for found in filter(lambda one: one is not None, self.matching(**conditions)):
            found = found.filter(sequence__lt=below) if below is not None else found
            numbers = found.order_by("-sequence").values_list("sequence", flat=True).distinct()
            sequences.update(numbers[:count])
        wanted = sorted(sequences, reverse=True)[:count]
        return list(self.filter(sequence__in=wanted).order_by("-sequence"))

    def number_of(self, conditions: dict) -> int:
        """How many fit."""
        found, inside = self.matching(**conditions)
        if inside is None:
            return found.count()
        return found.order_by().values("sequence").union(inside.order_by().values("sequence")).count()

    def walk(self, conditions: dict, *, below: int | None = None, count: int = 500):
        """All that fit, the newest first, a page at a time: any number in the same memory."""
        while page := self.newest(conditions, below=below, count=count):
            yield page
            below = page[-1].sequence


def midnight(day: date) -> datetime:
    """As a local day begins."""
    return make_aware(datetime.combine(day, time.min))


def people_named(text: str) -> list[int]:
    """Accounts by their login name or their name of today."""
    users = get_user_model().objects.filter(Q(username__icontains=text) | Q(display_name__icontains=text))
    return list(users.values_list("pk", flat=True)[:PEOPLE])


def _person(text: str) -> Q:
    """By the account, or by the name of then."""
    return Q(actor_id__in=people_named(text)) | Q(actor_name=text)


def _object(text: str) -> dict[str, str]:
    if text.endswith("*"):
        return {"object_key__startswith": text[:-1]}
    return {"object_key": text} if text else {}

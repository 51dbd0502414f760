"""The items that hold what somebody wrote into the search box, each found only in the words this person may read."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.lookups import Exact

from ..models import Item, Words
from ..reach import near, open_to
from .letters import needles, stored

NUMBER, TITLE, TEXT = 3, 2, 1
#: so many rows that may hold a long word are read to be sure; of more, their pairs of letters are believed
READ_THROUGH = 2000
NEAR, OPEN = Words.Audience.NEAR, Words.Audience.OPEN


def found(user, query: str) -> QuerySet[Item]:
    """With `rank`: the number itself, then all words in the title, then somewhere."""
    wanted = needles(query)
    if not wanted:
        return Item.objects.none().annotate(rank=Value(0))
    whole, public = near(user), open_to(user)
    readable = whole & Q(words__audience=NEAR)
    if public:
        readable |= Q(_never(whole)) & public & Q(words__audience=OPEN)
    audiences = [NEAR, OPEN] if public else [NEAR]
    holds = Q(words__text__holds=(audiences, wanted))
    for needle in _to_be_sure(wanted, audiences):
        holds &= Q(words__text__contains=needle)
    return Item.objects.filter(holds & readable).annotate(rank=_rank(query, wanted))


def _never(condition: Q) -> Exact:
    """Not, also where something in it is unknown (a delegation that is not there)."""
    told = Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
    return Exact(told, False)


def _to_be_sure(wanted: Sequence[str], audiences: Sequence[Words.Audience]) -> list[str]:
    """The long words, unless very many rows hold all their pairs; SQLite needs no second look."""
    longer = [needle for needle in wanted if len(needle) > 2]
    if not longer or connection.vendor == "sqlite":
        return []
    few = Words.objects.filter(text__holds=(audiences, wanted)).values("pk")[: READ_THROUGH + 1].count()
    return longer if few <= READ_THROUGH else []


def _rank(query: str, wanted: Sequence[str]) -> Case:
    in_title = Q()
    for needle in wanted:
        in_title &= Q(words__title__contains=needle)
    whens = [When(in_title, then=Value(TITLE))]
    asked = query.strip()[:40]
    if any(char.isdigit() for char in asked):
        whens.insert(0, When(number__in=[asked, f"第{stored(asked)}号"], then=Value(NUMBER)))
    return Case(*whens, default=Value(TEXT), output_field=IntegerField())

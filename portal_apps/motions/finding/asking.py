"""The items that hold what somebody wrote into the search box, each found only in the words this person may read."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.lookups import Exact

from ..models import Item, Words
from ..models.words import how_many
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
    holds = Q(words__text__holds=(audiences(user), wanted))
    if _must_be_sure(wanted, audiences(user)):
        holds &= stands(wanted)
    return Item.objects.filter(holds & in_words_of(user)).annotate(rank=rank(query, wanted))


def audiences(user) -> list[Words.Audience]:
    return [NEAR, OPEN] if open_to(user) else [NEAR]


def in_words_of(user) -> Q:
    """Joined to the words the person may read: of each item one row at most."""
    whole, public = near(user), open_to(user)
    readable = whole & Q(words__audience=NEAR)
    if public:
        readable |= Q(_never(whole)) & public & Q(words__audience=OPEN)
    return readable


def stands(wanted: Sequence[str], field: str = "text") -> Q:
    """Each of the words, letter by letter."""
    held = Q()
    for needle in wanted:
        held &= Q(**{f"words__{field}__contains": needle})
    return held


def _never(condition: Q) -> Exact:
    """Not, also where something in it is unknown (a delegation that is not there)."""
    told = Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
    return Exact(told, False)


def _must_be_sure(wanted: Sequence[str], audiences: Sequence[Words.Audience]) -> bool:
    """Of long words, unless very many rows hold all their pairs; SQLite needs no second look."""
    if connection.vendor == "sqlite" or all(len(needle) <= 2 for needle in wanted):
        return False
    return how_many(audiences, wanted, READ_THROUGH + 1) <= READ_THROUGH


def rank(query: str, wanted: Sequence[str]) -> Case:
    whens = [When(stands(wanted, "title"), then=Value(TITLE))]
    if named := numbers(query):
        whens.insert(0, When(number__in=named, then=Value(NUMBER)))
    return Case(*whens, default=Value(TEXT), output_field=IntegerField())


def numbers(query: str) -> list[str]:
    """How the number would be written, if the query is one."""
    asked = query.strip()[:40]
    return [asked, f"第{stored(asked)}号"] if any(char.isdigit() for char in asked) else []

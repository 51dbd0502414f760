"""What a list shows of a search: all that was found, or of words that stand nearly everywhere the newest."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ..models import Item
from ..models.words import how_many
from ..reach import readable
from .asking import audiences, found, in_words_of, numbers, rank, stands
from .letters import needles

#: of words that stand in more rows than this, nobody reads all that is found, and finding all would take long
COMMON = 20_000
SHOWN = 200
PORTION = 1000


@dataclass(frozen=True)
class Hits:
    """Keys of items, the best first. `more`: there are older ones besides."""

    keys: list[int]
    more: bool = False


def hits(user, query: str, condition: Q) -> Hits:
    """Of what `found` finds, those under a condition."""
    wanted = needles(query)
    if wanted and how_many(audiences(user), wanted, COMMON + 1) > COMMON:
        return _newest(user, query, condition)
    rows: Any = found(user, query).filter(condition)
    return Hits(list(rows.order_by("-rank", "-pk").values_list("pk", flat=True)))


def _newest(user, query: str, condition: Q) -> Hits:
    """Read through from the newest on until there are enough; few rows have to be read, because most hold the words.
    What has just this number comes first, however old it is."""
    wanted = needles(query)
    ranked = Item.objects.filter(in_words_of(user) & stands(wanted)).annotate(rank=rank(query, wanted))
    named = ranked.filter(condition, number__in=numbers(query)).values_list("rank", "pk")
    rows = readable(user).filter(condition).order_by("-pk").values_list("pk", flat=True)
    held: list[tuple[int, int]] = []
    last = None
    while len(held) <= SHOWN:
        portion = list((rows if last is None else rows.filter(pk__lt=last))[:PORTION])
        held += ranked.filter(pk__in=portion).order_by("-pk").values_list("rank", "pk")
        if len(portion) < PORTION:
            break
        last = portion[-1]
    best = sorted({*named, *held[:SHOWN]}, reverse=True)
    return Hits([pk for _, pk in best], more=len(held) > SHOWN)

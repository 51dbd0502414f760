"""What resembles a text, of those items the asker may see."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from ..engine.ranking import Index, Ranked
from ..engine.shared import Passage, Query
from ..engine.terms import query_terms
from ..engine.verdict import RELATED, Grade, grade, reason
from ..registry import Document, documents
from ..view import view

Visible = Callable[[list[str]], Iterable[str]]
AT_ONCE = 50  # items the rights are asked of at a time
MOST = 50  # hits


@dataclass(frozen=True)
class Hit:
    """`score` 0 to 1: how much of what the query says the item says too, rare words counting most.

    `passages` are the same letters in the query's `title` or `text` and in the item's, for marking both.
    """

    collection: str
    document: Document
    score: float
    grade: Grade
    reason: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Answer:
    """The nearest first. Not `complete`: the index is being made anew, more may come."""

    hits: tuple[Hit, ...]
    complete: bool


def everyone(ids: list[str]) -> list[str]:
    """For collections that are public."""
    return ids


def find(
    title: str,
    text: str = "",
    *,
    among: Mapping[str, Visible],
    limit: int = 5,
    without: Collection[tuple[str, str]] = (),
) -> Answer:
    """Items like a title, or a title and a half-written text.

    `among`: the collections asked, each with who-may-see: of some ids it gives those the asker may see. Only of these
    anything is read or counted. `without`: (collection, id) of the item being written. At most MOST hits.
    """
    now = view()
    ranked = now.index.ranked(query_terms(title, text), among.keys(), RELATED)
    chosen = _visible(
        [row for row in ranked if (row.collection, row.id) not in without], among, min(limit, MOST)
    )
    return Answer(tuple(_hits(chosen, title, text, now.index)), now.complete)


def _visible(ranked: list[Ranked], among: Mapping[str, Visible], limit: int) -> list[tuple[Ranked, Document]]:
    found: list[tuple[Ranked, Document]] = []
    for at in range(0, len(ranked), AT_ONCE):
        portion = ranked[at : at + AT_ONCE]
        texts: dict[str, dict[str, Document]] = {}
        for name in {row.collection for row in portion}:
            asked = [row.id for row in portion if row.collection == name]
            seen = {str(one) for one in among[name](asked)} & set(asked)
            wanted = [one for one in asked if one in seen][: limit - len(found)]
            texts[name] = documents(name, wanted)
        found += [(row, texts[row.collection][row.id]) for row in portion if row.id in texts[row.collection]]
        if len(found) >= limit:
            break
    return found[:limit]


def _hits(chosen: list[tuple[Ranked, Document]], title: str, text: str, index: Index) -> list[Hit]:
    if not chosen:
        return []
    query, hits = Query(title, text, index.telling), []
    for row, document in chosen:
        shared, score = query.shared(document.title, document.text), min(1.0, row.score)
        said = reason(shared)
        hits.append(Hit(row.collection, document, score, grade(score, shared), said, shared.passages))
    order = list(Grade)
    return sorted(hits, key=lambda hit: (order.index(hit.grade), -hit.score))

"""Which heading is which column: what people chose last time, then names and synonyms."""

from .kinds import TableKind
from .models import KnownHeading
from .reading.header import plain


def headings_of(kind: TableKind) -> dict[str, str]:
    """Plain heading → key of the column, empty for one that people leave out."""
    found = {plain(word): column.key for column in kind.columns for word in (column.name, *column.synonyms)}
    found |= dict(KnownHeading.objects.filter(kind=kind.key).values_list("heading", "column"))
    return found


def guess(kind: TableKind, header: list[str]) -> dict[str, int]:
    """Key of a column → place in the file. The first of two headings for one column counts."""
    known = headings_of(kind)
    chosen: dict[str, int] = {}
    for place, heading in enumerate(header):
        key = known.get(plain(heading), "")
        if key in kind.by_key:
            chosen.setdefault(key, place)
    return chosen


def remember(kind: TableKind, header: list[str], chosen: dict[str, int]) -> None:
    """The next file with these headings comes matched."""
    columns = {place: key for key, place in chosen.items()}
    known = headings_of(kind)
    news = {plain(text): columns.get(place, "") for place, text in enumerate(header) if plain(text)}
    KnownHeading.objects.bulk_create(
        [
            KnownHeading(kind=kind.key, heading=heading, column=key)
            for heading, key in news.items()
            if known.get(heading, "") != key
        ],
        update_conflicts=True,
        unique_fields=["kind", "heading"],
        update_fields=["column"],
    )

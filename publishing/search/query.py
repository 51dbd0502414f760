"""Answers a reader's query from the index of the release. Read-only; needs neither Django nor Pelican."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .index import Hits, numbers, open_index
from .layout import FOLDER as INDEX
from .segment import Segment
from .snippet import mark, snippet
from .text import MAX_QUERY, query_runs

__all__ = ["INDEX", "MAX_QUERY", "Asked", "Results", "mark", "search", "search_variables", "snippet"]

PER_PAGE = 10
MAX_PAGE = 100
SECONDS = 1.0  # for one query; then the answer is what was found so far, and says so
ORDERS = ("relevance", "time")
ZONE = ZoneInfo("Asia/Shanghai")
Key = tuple[int, int, int]


@dataclass(frozen=True)
class Asked:
    """How a reader wants the results. `since` and `until` are days, the last one included."""

    page: int = 1
    column: str = ""
    order: str = "relevance"
    since: date | None = None
    until: date | None = None


@dataclass
class Results:
    total: int = 0
    complete: bool = True  # False: there may be more than `total`
    page: int = 1
    pages: int = 0
    results: list[dict[str, Any]] = field(default_factory=list)
    facets: list[dict[str, Any]] = field(default_factory=list)


def search_variables() -> dict[str, Any]:
    """The search page before anybody asked anything."""
    return {
        "query": "",
        "results": [],
        "total": 0,
        "capped": False,
        "busy": False,
        "page": 1,
        "pages": 0,
        "column_filter": "",
        "order": "relevance",
        "since": "",
        "until": "",
        "facets": [],
    }


def search(
    folder: Path,
    query: str,
    locale: str,
    asked: Asked = Asked(),
    *,
    titles: dict[str, str] | None = None,
) -> Results:
    """Documents that contain every word of `query` as a substring; the exact title first.

    `folder` is `.release/search` of a release, `titles` the columns a reader may choose from.
    """
    wanted = query_runs(query)
    if not wanted:
        return Results()
    titles = titles or {}
    found = open_index(folder).find(wanted, locale, SECONDS)
    hits = [limited for one in found.hits if (limited := _limited(one, _period(one.segment, asked))).all]
    facets = _facets(hits, titles)
    if asked.column:
        hits = [
            limited
            for one in hits
            if (limited := _limited(one, one.segment.columns.get(asked.column, 0))).all
        ]
    total = sum(one.all.bit_count() for one in hits)
    pages = min(MAX_PAGE, -(-total // PER_PAGE))
    page = max(1, min(asked.page, pages or 1))
    shown = islice(_ordered(hits, asked.order, (page - 1) * PER_PAGE), PER_PAGE)
    results = [_result(segment, number, wanted, titles) for segment, number in shown]
    return Results(total, found.complete, page, pages, results, facets)


def _limited(hits: Hits, among: int) -> Hits:
    if among == hits.segment.everything:
        return hits
    return Hits(hits.segment, hits.all & among, tuple(bits & among for bits in hits.classes))


def _period(segment: Segment, asked: Asked) -> int:
    among = segment.everything
    if asked.since:
        among &= segment.since(_moment(asked.since))
    if asked.until:
        among &= segment.before(_moment(asked.until) + 86_400_000_000)
    return among


def _moment(day: date) -> int:
    """The first microsecond of a day in China, since 1970."""
    begin = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    return (begin - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _ordered(hits: list[Hits], order: str, skip: int) -> Iterator[tuple[Segment, int]]:
    """From the `skip`-th on: class by class, or all together; always newer before older."""
    count = len(hits[0].classes) if hits else 0
    ranks = [[(one.segment, one.classes[rank]) for one in hits] for rank in range(count)]
    if order == "time":
        ranks = [[(one.segment, one.all) for one in hits]]
    for rank in ranks:
        size = sum(bits.bit_count() for _, bits in rank)
        if skip >= size:
            skip -= size
            continue
        rows = heapq.merge(*(_keys(segment, bits, place) for place, (segment, bits) in enumerate(rank)))
        for _, place, number in islice(rows, skip, None):
            yield rank[place][0], number
        skip = 0


def _keys(segment: Segment, bits: int, place: int) -> Iterator[tuple[Key, int, int]]:
    for number in numbers(bits):
        yield (-segment.times[number], -segment.sequences[number], segment.names[number]), place, number


def _facets(hits: list[Hits], titles: dict[str, str]) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for one in hits:
        for name, bits in one.segment.columns.items():
            if name in titles and (count := (bits & one.all).bit_count()):
                counts[name] = counts.get(name, 0) + count
    found = [{"id": name, "title": titles[name], "count": count} for name, count in counts.items()]
    return sorted(found, key=lambda facet: (-facet["count"], facet["title"]))


def _result(segment: Segment, number: int, wanted: list[str], titles: dict[str, str]) -> dict[str, Any]:
    facts, (title, _, summary, text) = segment.shown(number)
    nearest = facts["columns"][0] if facts["columns"] else ""
    return {
        "path": facts["path"],
        "title": title,
        "title_marked": mark(title, wanted),
        "column_title": titles.get(nearest, ""),
        "published": facts["published"],
        "snippet": snippet(summary, text, wanted),
    }

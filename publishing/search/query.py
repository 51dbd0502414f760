"""Answers a reader's query from the index of the release. Read-only; needs neither Django nor Pelican."""

import re
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from .text import MAX_QUERY, fold, match_expression, query_runs

__all__ = ["INDEX", "MAX_QUERY", "Results", "mark", "search", "search_variables", "snippet"]

INDEX = ".release/search.sqlite3"
PER_PAGE = 10
MAX_PAGE = 100
SNIPPET = 90


@dataclass
class Results:
    total: int = 0
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
        "page": 1,
        "pages": 0,
        "column_filter": "",
        "facets": [],
    }


def search(
    index: Path, query: str, locale: str, *, page: int = 1, column: str = "", titles: dict | None = None
) -> Results:
    """Documents that contain every word of `query` as a substring; the exact title first."""
    wanted = query_runs(query)
    if not wanted:
        return Results()
    db = sqlite3.connect(f"file:{index}?mode=ro&immutable=1", uri=True)
    try:
        hits = _hits(db, wanted, locale)
        chosen = [hit for hit in hits if not column or f"\n{column}\n" in hit[1]]
        pages = min(MAX_PAGE, -(-len(chosen) // PER_PAGE))
        page = max(1, min(page, pages or 1))
        shown = [number for number, _ in chosen[(page - 1) * PER_PAGE : page * PER_PAGE]]
        results = [_result(db, number, wanted) for number in shown]
    finally:
        db.close()
    return Results(len(chosen), page, pages, results, _facets(hits, titles or {}))


def _hits(db: sqlite3.Connection, wanted: list[str], locale: str) -> list[tuple[int, str]]:
    """(document, its columns) best first: exact title, then title, tags, summary, text; newer before older."""
    folded = " ".join(wanted)
    return db.execute(
        """SELECT d.number, d.columns FROM words JOIN documents d ON d.number = words.rowid
           WHERE words MATCH ? AND d.locale = ?
           ORDER BY d.folded = ? DESC, instr(d.folded, ?) > 0 DESC,
                    round(bm25(words, 12.0, 6.0, 3.0, 1.0), 1), d.sequence DESC, d.id""",
        [match_expression(wanted), locale, folded, folded],
    ).fetchall()


def _facets(hits: list[tuple[int, str]], titles: dict[str, str]) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for _, columns in hits:
        for name in columns.split():
            counts[name] = counts.get(name, 0) + 1
    found = [
        {"id": name, "title": titles[name], "count": count}
        for name, count in counts.items()
        if name in titles
    ]
    return sorted(found, key=lambda facet: (-facet["count"], facet["title"]))


def _result(db: sqlite3.Connection, number: int, wanted: list[str]) -> dict[str, Any]:
    path, title, summary, text, column_title, published = db.execute(
        "SELECT path, title, summary, text, column_title, published FROM documents WHERE number = ?", [number]
    ).fetchone()
    return {
        "path": path,
        "title": title,
        "title_marked": mark(title, wanted),
        "column_title": column_title,
        "published": published,
        "snippet": snippet(summary, text, wanted),
    }


def snippet(summary: str, text: str, wanted: list[str]) -> Markup:
    """A stretch of text around the first thing found, with what was sought marked."""
    for source in (summary, text):
        at = min((place for run in wanted if (place := _find(source, run)) is not None), default=None)
        if at is not None:
            start = max(0, at - SNIPPET // 3)
            cut = source[start : start + SNIPPET].replace("\n", " ")
            before, after = "…" if start else "", "…" if start + SNIPPET < len(source) else ""
            return Markup("{}{}{}").format(before, mark(cut, wanted), after)
    return escape((summary or text)[:SNIPPET].replace("\n", " "))


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Folded text, and for each of its characters the place in the original."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        piece = fold(character)
        folded.append(piece)
        places.extend([place] * len(piece))
    return "".join(folded), places


def _find(text: str, run: str) -> int | None:
    folded = fold(text)
    at = folded.find(run)
    if at < 0:
        return None
    return at if len(folded) == len(text) else _folded_with_places(text)[1][at]


def mark(text: str, wanted: list[str]) -> Markup:
    """The text, safe, with every occurrence in `<mark>`."""
    folded, places = _folded_with_places(text)
    pattern = re.compile("|".join(map(re.escape, sorted(wanted, key=len, reverse=True))))
    out, done = Markup(""), 0
    for match in pattern.finditer(folded):
        first, last = places[match.start()], places[match.end() - 1] + 1
        if first < done:
            continue
        out += escape(text[done:first]) + Markup("<mark>{}</mark>").format(text[first:last])
        done = last
    return out + escape(text[done:])

"""The piece of text under a result, with what was sought marked."""

import re

from markupsafe import Markup, escape

from .text import fold

SNIPPET = 90


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

"""The same words on both sides, each with a little of what stands around them."""

from dataclasses import dataclass

from foundation.similar.engine.shared import Span
from foundation.similar.services.find import Hit

AROUND = 16  # characters before and after
MOST = 3  # quotes of one item
LONGEST = 60  # characters of a passage that are shown
END = "。！？；\n"


@dataclass(frozen=True)
class Snippet:
    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Quote:
    ours: Snippet
    theirs: Snippet


def quotes(hit: Hit, title: str, text: str) -> list[Quote]:
    """The longest passages of a hit; `title` and `text` are those it was asked with."""
    ours = {"title": title, "text": text}
    theirs = {"title": hit.document.title, "text": hit.document.text}
    return [Quote(_cut(ours, one.query), _cut(theirs, one.item)) for one in hit.passages[:MOST]]


def _cut(texts: dict[str, str], span: Span) -> Snippet:
    """Within the sentence, as far as it goes."""
    text = texts[span.field]
    first = max((text.rfind(mark, 0, span.start) + 1 for mark in END), default=0)
    ends = [at for mark in END if (at := text.find(mark, span.end)) >= 0]
    last = min(ends, default=len(text))
    start, end = max(first, span.start - AROUND), min(last, span.end + AROUND)
    before, after = text[start : span.start].lstrip(), text[span.end : end].rstrip()
    return Snippet(
        f"…{before}" if start > first else before,
        _short(text[span.start : span.end]),
        f"{after}…" if end < last else after,
    )


def _short(words: str) -> str:
    """A whole page that is the same needs no second reading."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 20]}……{words[-18:]}"

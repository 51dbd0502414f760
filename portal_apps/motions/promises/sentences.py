"""Cutting a reply into sentences whose offsets are true."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_QUOTE = 400  # what is not closed within so many characters is no quotation but a slip
QUOTES = {"“": "”", "《": "》", "「": "」", "『": "』"}
ENDS = set("。！？!?；;\n\r\v\f\u2028\u2029")
AFTER = set("”」』）)")  # belongs to the sentence that ended before it
PARAGRAPH = re.compile(r"[\u3000 ]{2,}")  # pasted paragraphs are often only set apart by spaces
EDGE = " \t\r\n\u3000\u00a0"


@dataclass(frozen=True)
class Sentence:
    """`text` is what stands from `start` to `end` of the whole."""

    start: int
    end: int
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """In order, without the spaces around them; quotations are not cut."""
    start, at, length = 0, 0, len(text)
    while at < length:
        letter = text[at]
        if letter in QUOTES:
            closed = text.find(QUOTES[letter], at, at + LONGEST_QUOTE)
            if closed > 0 and "\n" not in text[at:closed]:
                at = closed + 1
                if (
                    text[closed - 1] in ENDS
                    and closed - 1 > start
                    and (at >= length or text[at] not in "，、的等")
                ):
                    yield from _trimmed(text, start, at)
                    start = at
                continue
        gap = PARAGRAPH.match(text, at)
        at = gap.end() if gap else at + 1
        if gap or letter in ENDS:
            while at < length and text[at] in AFTER:
                at += 1
            yield from _trimmed(text, start, at)
            start = at
    yield from _trimmed(text, start, length)


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    if start < end:
        yield Sentence(start, end, text[start:end])

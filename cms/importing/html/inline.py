"""Inline markup: which marks a run of text carries, and the safe HTML of a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from .blocks import Paragraph
from .text import settle

BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    bold: bool = False
    italic: bool = False
    script: str = ""  # sup or sub
    href: str = ""

    def inside(self, element) -> "Marks":
        """The marks of text inside `element`."""
        tag, style = element.tag, element.get("style") or ""
        marks = self
        if tag in {"b", "strong"} or BOLD_STYLE.search(style):
            marks = replace(marks, bold=True)
        if tag in {"i", "em"}:
            marks = replace(marks, italic=True)
        if tag in {"sup", "sub"}:
            marks = replace(marks, script=tag)
        if tag == "a":
            marks = replace(marks, href=outward(element.get("href") or ""))
        return marks


def outward(href: str) -> str:
    """The address if readers of another site could follow it; relative ones lead nowhere after a move."""
    try:
        parts = urlsplit(href.strip())
        return href.strip() if parts.scheme in {"http", "https"} and parts.hostname else ""
    except ValueError:
        return ""


def make_paragraph(chars: list[tuple[str, Marks]], tag: str = "p") -> Paragraph | None:
    """A paragraph from marked characters, or None where there is nothing to read."""
    settled = settle(chars)
    if not settled:
        return None
    bold = all(marks.bold for char, marks in settled if not char.isspace())
    return Paragraph(
        html="".join(wrapped(settled)),
        text="".join(char for char, _ in settled),
        bold=bold,
        tag=tag,
    )


def wrapped(settled: list[tuple[str, Marks]]) -> Iterator[str]:
    for marks, run in groupby(settled, key=lambda one: one[1]):
        html = escape("".join(char for char, _ in run), quote=False)
        if marks.script:
            html = f"<{marks.script}>{html}</{marks.script}>"
        if marks.italic:
            html = f"<i>{html}</i>"
        if marks.bold:
            html = f"<b>{html}</b>"
        if marks.href:
            html = f'<a href="{escape(marks.href)}">{html}</a>'
        yield html

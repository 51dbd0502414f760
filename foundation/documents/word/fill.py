"""Filling a template: {{ 名字 }} becomes a value. No language, no expressions, nothing that could be run.

A paragraph (or table row) all of whose placeholders are empty is left out, so a template needs no conditions.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from ..blocks import Block
from .body import elements
from .oxml import run, tag

PLACE = re.compile(r"\{\{(?:p\s)?\s*([^\s{}]{1,40})\s*\}\}")
P, T, TC, TR = qn("w:p"), qn("w:t"), qn("w:tc"), qn("w:tr")


@dataclass(frozen=True)
class Values:
    """What the placeholders stand for: texts, whole passages, pictures with their width in millimetres."""

    texts: Mapping[str, str]
    passages: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    pictures: Mapping[str, tuple[bytes, float]] = field(default_factory=dict)

    def empty(self, name: str) -> bool:
        """Nothing to show. Raises KeyError for a name nobody gave."""
        if name in self.passages:
            return not self.passages[name]
        return not (self.pictures[name][0] if name in self.pictures else self.texts[name])


def stories(document: Any) -> Iterator[tuple[str, Any]]:
    """The body and every header and footer once: what it is called, and its part."""
    yield "正文", document.part
    seen = set()
    for section in document.sections:
        for word, kind in (("页眉", "header"), ("页脚", "footer")):
            for which in ("", "even_page_", "first_page_"):
                story = getattr(section, which + kind)
                if not story.is_linked_to_previous and story.part.partname not in seen:
                    seen.add(story.part.partname)
                    yield word, story.part


def texts_in(paragraph: Any) -> list[Any]:
    """The w:t of a paragraph itself, not of boxes that hang on it."""
    return [one for one in paragraph.iter(T) if next(one.iterancestors(P)) is paragraph]


def said(paragraph: Any) -> str:
    """Its text."""
    return "".join(one.text or "" for one in texts_in(paragraph))


def fill(document: Any, values: Values) -> None:
    """In place. Raises KeyError for an unknown placeholder: check the template first."""
    for _, part in stories(document):
        rows = [
            (row, [one for p in row.iter(P) for one in PLACE.findall(said(p))])
            for row in part.element.iter(TR)
        ]
        for paragraph in list(part.element.iter(P)):
            _fill(paragraph, values, part)
        for row, names in rows:
            if names and all(values.empty(name) for name in names) and len(row.getparent().findall(TR)) > 1:
                row.getparent().remove(row)


def _fill(paragraph: Any, values: Values, part: Any) -> None:
    text = said(paragraph)
    found = list(PLACE.finditer(text))
    if not found:
        return
    if all(values.empty(match[1]) for match in found):
        _remove(paragraph, found)
    elif len(found) == 1 and found[0][1] in values.passages:
        for element in elements(values.passages[found[0][1]], part):
            paragraph.addprevious(element)
        paragraph.getparent().remove(paragraph)
    else:
        for match in reversed(found):
            _replace(paragraph, match, values, part)


def _remove(paragraph: Any, found: list[re.Match[str]]) -> None:
    """A cell must keep one paragraph."""
    parent = paragraph.getparent()
    if parent.tag != TC or len(parent.findall(P)) > 1:
        parent.remove(paragraph)
        return
    for match in reversed(found):
        _cut(paragraph, match)


def _replace(paragraph: Any, match: re.Match[str], values: Values, part: Any) -> None:
    first = _cut(paragraph, match)
    holder = first.getparent()
    here = match.start() - _starts(paragraph, first)
    before, after = first.text[:here], first.text[here:]
    name = match[1]
    if name in values.pictures:
        data, wide = values.pictures[name]
        middle = [tag("w:drawing", part.new_pic_inline(io.BytesIO(data), width=Mm(wide)))] if data else []
    else:
        middle = list(run(values.texts[name]))
    pieces = [*_text(before), *middle, *_text(after)]
    at = holder.index(first)
    holder.remove(first)
    for number, piece in enumerate(pieces):
        holder.insert(at + number, piece)


def _cut(paragraph: Any, match: re.Match[str]) -> Any:
    """Take the placeholder's own letters away; gives the w:t it began in."""
    at, first = 0, None
    for one in texts_in(paragraph):
        text = one.text or ""
        low, high = max(match.start() - at, 0), min(match.end() - at, len(text))
        at += len(text)
        if low < high:
            first = one if first is None else first
            one.text = text[:low] + text[high:]
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return first


def _starts(paragraph: Any, wanted: Any) -> int:
    at = 0
    for one in texts_in(paragraph):
        if one is wanted:
            break
        at += len(one.text or "")
    return at


def _text(text: str) -> list[Any]:
    return list(run(text)) if text else []

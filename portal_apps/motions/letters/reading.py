"""From what a unit types to blocks: headings 一、 （一） 1. （1）, paragraphs, tables of lines with |."""

import re
from collections.abc import Iterable, Mapping

from foundation.documents.blocks import Block, Paragraph, Table
from foundation.documents.text import clean, width
from portal_apps.deputies.numerals import spoken

NUMERAL = "[一二三四五六七八九十百]{1,4}"
HEADS = (
    (1, re.compile(rf"{NUMERAL}、")),
    (2, re.compile(rf"[（(]{NUMERAL}[）)]")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"[（(]\d{1,2}[）)]")),
)
LONGEST_HEADING = 60
RULE = re.compile(r"[\s|:：\-—－]+")


def blocks_of_parts(parts: Iterable[Mapping[str, str]]) -> tuple[Block, ...]:
    """Parts as a reply keeps them, `{"heading": …, "text": …}`; headings without a number of their own are numbered."""
    made: list[Block] = []
    parts = list(parts)
    numbered = sum(bool((part.get("heading") or "").strip()) for part in parts) > 1
    count = 0
    for part in parts:
        heading = " ".join(clean(part.get("heading") or "").split())
        if heading:
            count += 1
            own = any(pattern.match(heading) for _, pattern in HEADS)
            made.append(
                Paragraph(lead=heading if own or not numbered else f"{spoken(count)}、{heading}", level=1)
            )
        made += blocks_of_text(part.get("text") or "")
    return tuple(made)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Empty lines and spaces before a line say nothing; lines with | that follow each other are a table."""
    made: list[Block] = []
    rows: list[str] = []
    for line in (*filter(None, (line.strip(" \u3000") for line in clean(text).split("\n"))), ""):
        if "|" in line.strip("|") or (line[:1] == line[-1:] == "|" and rows):
            rows.append(line)
            continue
        if rows:
            made.append(_table(rows))
            rows = []
        if line:
            made.append(paragraph(line))
    return tuple(made)


def paragraph(line: str) -> Paragraph:
    """A heading is a short line that begins with a number, or the first sentence of a longer one."""
    for level, pattern in HEADS:
        if not pattern.match(line):
            continue
        end = line.find("。") + 1
        if not end and len(line) <= LONGEST_HEADING:
            return Paragraph(lead=line, level=level)
        if 0 < end <= LONGEST_HEADING and level < 3:
            return Paragraph(line[end:], lead=line[:end], level=level)
    return Paragraph(line)


def _table(lines: list[str]) -> Table:
    """The first line names the columns; a line of dashes below it is decoration."""
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in lines
        if not RULE.fullmatch(line)
    ]
    rows = rows or [("",)]
    widest = max(len(row) for row in rows)
    even = [(*row, *("",) * (widest - len(row))) for row in rows]
    figures = frozenset(
        column
        for column in range(widest)
        if all(re.fullmatch(r"[\d,.%－-]*", row[column]) for row in even[1:])
    )
    widths = tuple(min(max(width(row[column]) for row in even), 24) + 4 for column in range(widest))
    return Table(even[0], tuple(even[1:]), widths=widths, numeric=figures if len(even) > 1 else frozenset())

"""Blocks as HTML for the PDF, with the style sheet of office documents."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from . import standard
from .blocks import Block, Cell, Paragraph, Table
from .standard import FACES, LEVELS
from .text import clean

HERE = Path(__file__).parent


def body(blocks: Iterable[Block]) -> Markup:
    """Escaped; nothing in a text becomes markup."""
    return Markup("\n").join(_block(block) for block in blocks)


def _block(block: Block) -> Markup:
    return _table(block) if isinstance(block, Table) else _paragraph(block)


def _paragraph(block: Paragraph) -> Markup:
    lead = Markup('<span class="{}">{}</span>').format(LEVELS.get(block.level, "body"), lines(block.lead))
    text = (lead if block.lead else Markup()) + lines(block.text)
    if block.level and not block.text:
        return Markup("<h{0}>{1}</h{0}>").format(min(block.level + 1, 6), text)
    return Markup("<p{}>{}</p>").format(Markup(' class="keep"') if block.keep else "", text)


def lines(text: str) -> Markup:
    """Line ends become line breaks."""
    return Markup("<br>").join(escape(line) for line in clean(text).split("\n"))


def _table(table: Table) -> Markup:
    columns = Markup().join(
        Markup('<col style="width: {:.2f}%">').format(share * 100) for share in table.shares()
    )
    head = Markup().join(Markup('<th scope="col">{}</th>').format(lines(text)) for text in table.head)
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(
            Markup().join(
                Markup("<td{}>{}</td>").format(
                    Markup(' class="number"') if column in table.numeric else Markup(), _cell(text)
                )
                for column, text in enumerate(row)
            )
        )
        for row in table.rows
    )
    caption = Markup("<caption>{}</caption>").format(lines(table.caption)) if table.caption else Markup()
    return Markup(
        "<table>{}<colgroup>{}</colgroup><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(caption, columns, head, rows)


def _cell(cell: Cell) -> Markup:
    if isinstance(cell, str):
        return lines(cell)
    shapes = Markup().join(
        Markup('<rect y="{:g}" width="{:.2f}" height="{:g}" fill="{}"/>').format(top, length, height, colour)
        for top, height, length, colour in cell.drawn()
    )
    return Markup('<svg class="bar" viewBox="0 0 100 16" preserveAspectRatio="none">{}</svg>').format(shapes)


def cleaned(value: object) -> object:
    """For `finalize` of a template: what is printed goes through `clean`, markup of ours stays."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def style() -> Markup:
    """The style sheet with the measures and faces of the standard."""
    return filled((HERE / "office.css").read_text(encoding="utf-8"))


def filled(css: str, **more: str) -> Markup:
    """A style sheet of ours with its var() filled; `face_body`, `top` and so on come from standard.py."""
    values = {
        name.lower(): f"{value:g}" for name, value in vars(standard).items() if isinstance(value, float)
    }
    values |= {f"face_{name}": face.css for name, face in FACES.items()}
    for name, value in (values | more).items():
        css = css.replace(f"var(--{name})", value)
    return Markup(css)

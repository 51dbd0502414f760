"""A paper without a template: a title, a line below it, blocks. Lists and reports are made of this."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from . import html
from .blocks import Block
from .limits import Limits
from .pdf.write import Pdf, write_pdf
from .standard import FACES, SMALL, TITLE, TITLE_CHARACTERS, TITLE_LINE
from .text import one_line
from .titles import lines_of
from .word.body import elements, paragraph, shape
from .word.new import new_document
from .word.oxml import run, tag, type_of
from .word.save import to_bytes

ACROSS = 1.5  # times as wide as upright


@dataclass(frozen=True)
class Paper:
    """`under` stands below the title: who made it, when, of what. `made_on` is the date the files carry."""

    title: str
    blocks: Sequence[Block]
    made_on: date
    author: str
    under: str = ""
    landscape: bool = False

    @property
    def lines(self) -> list[str]:
        return lines_of(self.title, TITLE_CHARACTERS * (ACROSS if self.landscape else 1))


def as_word(paper: Paper, limits: Limits) -> bytes:
    """The same paper gives the same bytes. Raises TooLarge."""
    limits.assert_fits(paper.blocks)
    document = new_document(paper.landscape)
    title = tag("w:p", shape("center", line=TITLE_LINE, keep=True))
    title.append(run("\n".join(paper.lines), type_of(FACES["title"], TITLE)))
    under = [paragraph(paper.under, "kai", SMALL, "center", line=0)] if paper.under else []
    body = document.element.body
    for element in [title, *under, paragraph(""), *elements(paper.blocks, document.part)]:
        body.insert(len(body) - 1, element)  # the last one says what the page is like
    return to_bytes(document, title=one_line(paper.title), author=paper.author, made_on=paper.made_on)


def as_pdf(paper: Paper, limits: Limits) -> Pdf:
    """Raises TooLarge, PdfUnavailable, PdfFailed."""
    limits.assert_fits(paper.blocks)
    turned = Markup("@page { size: A4 landscape; margin: 28mm 37mm 26mm 35mm; }") if paper.landscape else ""
    under = Markup('<p class="under">{}</p>').format(html.lines(paper.under)) if paper.under else ""
    page = Markup(
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{}</title><meta name="author" content="{}">'
        "<style>{}{}</style></head><body><h1>{}</h1>{}{}</body></html>"
    ).format(
        one_line(paper.title),
        one_line(paper.author),
        html.style(),
        turned,
        html.lines("\n".join(paper.lines)),
        under,
        html.body(paper.blocks),
    )
    return write_pdf(page, made_on=paper.made_on, limits=limits)

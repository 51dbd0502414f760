"""The letter as a PDF in the same layout as the Word template we ship."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from foundation.documents import html, qr
from foundation.documents.limits import Limits
from foundation.documents.pdf.write import Pdf, write_pdf
from foundation.documents.text import width
from foundation.documents.titles import lines_of

from .letter import ReplyLetter

HERE = Path(__file__).parent
DATE_INSET = 4.0  # characters from the right margin (GB/T 9704—2012, 7.3.5.2)


def write(letter: ReplyLetter, limits: Limits) -> Pdf:
    """The same letter gives the same bytes on the same machine.

    Raises TooLarge, PdfUnavailable, PdfFailed (foundation.documents.errors), each with what to do.
    """
    letter.assert_fits(limits)
    code = qr.svg(letter.address).encode() if letter.address else b""
    return write_pdf(page(letter), made_on=letter.made_on, limits=limits, pictures={"code": code})


def page(letter: ReplyLetter) -> str:
    """The HTML. Every text of the letter is cleaned and escaped."""
    inset = max(DATE_INSET - max(width(letter.unit) - width(letter.date_line), 0) / 2, 0)
    own = html.filled((HERE / "letter.css").read_text(encoding="utf-8"), date_inset=f"{inset:g}")
    return _template().render(
        letter=letter,
        title=lines_of(letter.title),
        body=html.body(letter.passage),
        style=Markup("{}\n{}").format(html.style(), own),
        code=bool(letter.address),
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(HERE)
    return Environment(autoescape=True, loader=loader, finalize=html.cleaned).get_template("letter.html")

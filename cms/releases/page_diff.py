"""What readers see different on one page of two releases: the text of `<main>`, paragraph by paragraph."""

from lxml import html

from cms.editorial.diff.text import Piece, diff_text

BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
    ),
    *("footer", "form", "h1", "h2", "h3", "h4", "header", "li", "main", "nav", "ol", "p", "section", "table"),
    *("td", "th", "tr", "ul"),
}
CONTEXT = 60  # characters shown of what is the same on both sides of a change


def page_text(data: bytes) -> str:
    """The words of a page's main part, a line for each block; "" for a page that is not there."""
    if not data.strip():
        return ""
    root = html.document_fromstring(data.decode("utf-8", "replace"))
    main = next(iter(root.xpath("//main")), root)
    parts: list[str] = []
    _collect(main, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def _collect(element, parts: list[str]) -> None:
    block = element.tag in BLOCKS
    if block:
        parts.append("\n")
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _collect(child, parts)
        parts.append(child.tail or "")
    if block:
        parts.append("\n")


def page_diff(old: bytes, new: bytes) -> list[Piece]:
    """Pieces in reading order, long stretches that are the same cut to what stands beside a change."""
    pieces = diff_text(page_text(old), page_text(new))
    last = len(pieces) - 1
    return [
        Piece("same", _shorten(piece.text, first=place == 0, last=place == last))
        if piece.op == "same"
        else piece
        for place, piece in enumerate(pieces)
    ]


def _shorten(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 3 * CONTEXT:
        return text
    head = "" if first else text[:CONTEXT]
    tail = "" if last else text[-CONTEXT:]
    return f"{head} …… {tail}"

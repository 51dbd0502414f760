"""Walk the source tree and keep what is read: paragraphs, lists, tables, quotations; drop what only lays out."""

from lxml import html as lxml_html

from .assemble import assemble
from .blocks import Block, Cleaned, Paragraph
from .inline import Marks, make_paragraph
from .tables import is_layout, read_table
from .text import CONTROL

DROPPED = {
    *("script", "style", "iframe", "canvas", "noscript", "object", "embed", "form", "input", "button", "select"),
    *("textarea", "svg", "template", "head", "title", "meta", "link", "audio", "video", "map"),
}  # fmt: skip
BREAKS = {
    *("p", "div", "section", "article", "main", "header", "footer", "center", "pre", "address", "figure", "hr"),
    *("figcaption", "dl", "dt", "dd", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "fieldset", "details"),
    *("caption", "summary", "aside", "nav", "legend", "h1", "h2", "h3", "h4", "h5", "h6", "body", "html"),
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def parse(source: str):
    """The tree of an HTML fragment; comments and processing instructions are gone."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
    return lxml_html.fragment_fromstring(CONTROL.sub("", source), create_parent="div", parser=parser)


def read_blocks(root) -> Cleaned:
    """The content of `root` (an lxml element) as blocks."""
    flow = Flow()
    flow.inside(root, Marks())
    flow.end_line()
    return Cleaned(assemble(flow.pieces), flow.lost_pictures)


class Flow:
    """Collects lines and blocks in reading order. `pieces` holds Paragraphs and finished Blocks."""

    def __init__(self) -> None:
        self.pieces: list[Paragraph | Block] = []
        self.chars: list[tuple[str, Marks]] = []
        self.line_tag = "p"
        self.lost_pictures: list[str] = []

    def inside(self, element, marks: Marks) -> None:
        self.say(element.text, marks)
        for child in element:
            if isinstance(child.tag, str):
                self.take(child, marks)
            self.say(child.tail, marks)

    def take(self, element, marks: Marks) -> None:
        tag = element.tag.lower()
        if tag in DROPPED:
            return
        if tag == "br":
            self.end_line()
        elif tag == "img":
            self.lost_pictures.append(element.get("src") or "")
        elif tag == "table" and not is_layout(element):
            self.end_line()
            self.pieces.append(read_table(element, self.cell_text))
        elif tag in {"ul", "ol"}:
            self.take_list(element, tag, marks)
        elif tag == "blockquote":
            self.take_quotation(element, marks)
        elif tag in BREAKS or tag == "table":
            self.take_block(element, tag, marks)
        else:
            self.inside(element, marks.inside(element))

    def take_block(self, element, tag: str, marks: Marks) -> None:
        self.end_line()
        outer, self.line_tag = self.line_tag, tag if tag in HEADINGS else self.line_tag
        self.inside(element, marks.inside(element))
        self.end_line()
        self.line_tag = outer

    def take_list(self, element, tag: str, marks: Marks) -> None:
        """A list of plain items stays a list; one that holds tables or lists is read as paragraphs."""
        self.end_line()
        items = [child for child in element if isinstance(child.tag, str)]
        loose = (element.text or "").strip() or any((child.tail or "").strip() for child in items)
        simple = all(child.tag == "li" and is_plain(child) for child in items)
        if loose or not simple or not items:
            self.take_block(element, "div", marks)
            return
        lines = []
        for item in items:
            flow = Flow()
            flow.inside(item, marks.inside(item))
            flow.end_line()
            self.lost_pictures += flow.lost_pictures
            lines.append("<br/>".join(piece.html for piece in flow.pieces))
        html = "".join(f"<li>{line}</li>" for line in lines if line)
        if html:
            self.pieces.append(Paragraph(f"<{tag}>{html}</{tag}>", "", tag=tag))

    def take_quotation(self, element, marks: Marks) -> None:
        self.end_line()
        flow = Flow()
        flow.inside(element, marks)
        flow.end_line()
        self.lost_pictures += flow.lost_pictures
        if flow.pieces and all(isinstance(p, Paragraph) and p.tag == "p" for p in flow.pieces):
            self.pieces.append(Block("quotation", text="\n".join(piece.text for piece in flow.pieces)))
        else:
            self.pieces += flow.pieces

    def cell_text(self, element) -> str:
        """A cell in one line."""
        flow = Flow()
        flow.inside(element, Marks())
        flow.end_line()
        self.lost_pictures += flow.lost_pictures
        return " ".join(block.said().strip() for block in assemble(flow.pieces, plain=True)).replace(
            "\n", " "
        )

    def say(self, text: str | None, marks: Marks) -> None:
        if text:
            self.chars += [(char, marks) for char in text]

    def end_line(self) -> None:
        paragraph = make_paragraph(self.chars, self.line_tag)
        self.chars = []
        if paragraph:
            self.pieces.append(paragraph)


def is_plain(item) -> bool:
    return not any(item.iter("table", "ul", "ol", "blockquote", *HEADINGS))

"""What the cleaner makes: values of the body's blocks, before they become Wagtail's."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Block:
    """`kind` is heading (`text`, `level`), rich_text (`html`), table (`text` is its caption) or quotation (`text`)."""

    kind: str
    text: str = ""
    level: int = 2
    html: str = ""
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    row_header: bool = False

    def said(self) -> str:
        """All its text, in reading order."""
        if self.kind == "rich_text":
            return text_of(self.html)
        return "\n".join([self.text, *self.header, *(cell for row in self.rows for cell in row)])


@dataclass(slots=True)
class Paragraph:
    """A line of text on its way into a block: safe inline HTML, plain text, how it was set in the source."""

    html: str
    text: str
    bold: bool = False
    tag: str = "p"  # p, ul and ol (then `html` is the whole list), or h1–h6 where the source said so


@dataclass(slots=True)
class Cleaned:
    """The blocks, and the addresses of pictures whose files the source does not bring."""

    blocks: list[Block]
    lost_pictures: list[str] = field(default_factory=list)

    def said(self) -> str:
        return "\n".join(block.said() for block in self.blocks)


class TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data):
        self.parts.append(data)

    def handle_endtag(self, tag):
        if tag in {"p", "li"}:
            self.parts.append("\n")


def text_of(html: str) -> str:
    reader = TextReader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)

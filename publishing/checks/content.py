"""What a document says, taken apart once for all checkers: passages of text, links, anchors, pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from publishing.contract import Document, Picture

LINE_TAGS = {
    "p",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "td",
    "th",
    "table",
    "div",
}
TEXT_FIELDS = ("title", "subtitle", "summary", "source", "author", "editor")
TEXT_DATA = (
    "document_number", "issuing_body", "how_to_comment", "meeting_name", "venue", "description", "keywords",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that reads on; paragraphs in it are parted by line feeds."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    field: str
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    field: str
    picture: Picture | Mapping[str, Any] | None


@dataclass(slots=True)
class Content:
    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    pictures: list[PlacedPicture] = field(default_factory=list)

    def add(self, where: str, text: Any) -> None:
        if text and str(text).strip():
            self.passages.append(Passage(where, str(text)))


class RichTextReader(HTMLParser):
    """Text with a line feed for every block element, and the links and anchors in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[tuple[str, int]] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in LINE_TAGS:
            self.parts.append("\n")
        if tag == "a" and "name" not in given:
            self.links.append(((given.get("href") or "").strip(), len(self.parts)))
        self.anchors += [given[name] for name in ("id", "name") if given.get(name)]

    def handle_endtag(self, tag):
        if tag in LINE_TAGS:
            self.parts.append("\n")

    def handle_data(self, data):
        self.parts.append(data)

    def text(self) -> str:
        lines = (line.strip() for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)


def read_content(document: Document) -> Content:
    content = Content()
    for name in TEXT_FIELDS:
        content.add(name, getattr(document, name))
    for tag in document.tags:
        content.add("tags", tag.name)
    for name in TEXT_DATA:
        content.add(f"data.{name}", document.data.get(name))
    for index, point in enumerate(document.data.get("agenda") or ()):
        content.add(f"data.agenda.{index}", " ".join(str(value) for value in point.values()))
    if document.picture is not None:
        content.pictures.append(PlacedPicture("picture", document.picture))
        content.add("picture", document.picture.alt)
    for index, placed in enumerate(document.data.get("pictures") or ()):
        read_picture(content, f"data.pictures.{index}", placed)
    for index, block in enumerate(document.body):
        read_block(content, f"body.{index}.{block.get('type', '')}", block)
    return content


def read_block(content: Content, where: str, block: Mapping[str, Any]) -> None:
    value = block.get("value") or {}
    match block.get("type"):
        case "rich_text":
            read_html(content, where, value.get("html", ""))
        case "heading":
            content.add(where, value.get("text"))
            content.anchors.add(value.get("anchor", ""))
        case "image":
            read_picture(content, where, value)
        case "gallery":
            for placed in value.get("pictures", ()):
                read_picture(content, where, placed)
        case "related":
            content.add(where, value.get("title"))
        case _:
            content.add(where, "\n".join(texts_in(value)))


def read_html(content: Content, where: str, html: str) -> None:
    reader = RichTextReader()
    reader.feed(html)
    reader.close()
    content.add(where, reader.text())
    content.anchors.update(reader.anchors)
    for href, at in reader.links:
        content.links.append(Link(where, href, "".join(reader.parts[at : at + 1]).strip()))


def read_picture(content: Content, where: str, placed: Mapping[str, Any]) -> None:
    picture = placed.get("picture")
    content.pictures.append(PlacedPicture(where, picture))
    content.add(where, placed.get("caption"))
    content.add(where, fact(picture, "alt"))


def texts_in(value: Any) -> Iterator[str]:
    """What readers see of a table, a quotation, a list of files: every text but addresses and digests."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in {"path", "url", "sha256", "filename", "poster", "type"}:
                yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
    elif hasattr(value, "title") and hasattr(value, "sha256"):
        yield value.title


def fact(thing: Any, name: str) -> Any:
    """A fact of a contract dataclass, or of the same thing after a trip through JSON."""
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)

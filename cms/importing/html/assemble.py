"""Lines into blocks: headings stand out, the paragraphs between them become one piece of rich text."""

import re

import nh3

from .blocks import Block, Paragraph

TAGS = {"p", "b", "i", "ul", "ol", "li", "a", "br", "sup", "sub"}
LONGEST_HEADING = 60
BOLD_HEADING = 40
ENDS_SENTENCE = re.compile(r"[。；，、！？…：:;,]$|[。！？].")
NUMBERED = (
    (2, re.compile(r"^第[一二三四五六七八九十百零〇\d]+[编章](?:\s|　|$)")),
    (3, re.compile(r"^第[一二三四五六七八九十百零〇\d]+节(?:\s|　|$)")),
    (2, re.compile(r"^[一二三四五六七八九十]{1,3}、")),
)
APART = re.compile(r"^(?:附件|附表|附录|图\d|表\d)")
LETTERSPACED = re.compile(r"^(?:[^\s ][ 　]+)+[^\s ]$")
LONGEST_JOINED = 90
SUBHEADING = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")


def heading_level(paragraph: Paragraph) -> int:
    """2 or 3 for a line that heads what follows, else 0."""
    text = paragraph.text
    if paragraph.tag[0] == "h" and len(text) <= LONGEST_HEADING:
        return 2 if paragraph.tag in {"h1", "h2"} else 3
    if paragraph.tag != "p" or len(text) > BOLD_HEADING or ENDS_SENTENCE.search(text):
        return 0
    for level, pattern in NUMBERED:
        if pattern.match(text):
            return level
    if paragraph.bold and not re.match(r"^图\d", text):
        return 3 if SUBHEADING.match(text) else 2
    return 0


def assemble(pieces: list[Paragraph | Block], *, plain: bool = False) -> list[Block]:
    """The finished blocks. `plain` makes no headings: in a table cell a bold word heads nothing."""
    blocks: list[Block] = []
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            level = 0 if plain else heading_level(piece)
            if not level:
                lines.append(piece.html if piece.tag in {"ul", "ol"} else f"<p>{piece.html}</p>")
                continue
            piece = Block("heading", text=piece.text, level=level)
            flush(lines, blocks)
            if continues(blocks, piece):
                blocks[-1].text += piece.text
                continue
        flush(lines, blocks)
        blocks.append(piece)
    flush(lines, blocks)
    return name_tables(blocks)


def continues(blocks: list[Block], heading: Block) -> bool:
    """A heading broken into several centred lines in the source is one heading."""
    if not blocks or blocks[-1].kind != "heading" or blocks[-1].level != heading.level:
        return False
    both = (blocks[-1].text, heading.text)
    if any(APART.match(text) or any(pattern.match(text) for _, pattern in NUMBERED) for text in both):
        return False
    return len("".join(both)) <= LONGEST_JOINED and not re.match(r"^\d", heading.text)


def flush(lines: list[str], blocks: list[Block]) -> None:
    if lines:
        html = nh3.clean("".join(lines), tags=TAGS, attributes={"a": {"href"}}, link_rel=None)
        blocks.append(Block("rich_text", html=html))
        lines.clear()


def name_tables(blocks: list[Block]) -> list[Block]:
    """A table without a caption of its own takes the heading before it, else a number."""
    number = 0
    before = ""
    for block in blocks:
        if block.kind == "heading":
            if LETTERSPACED.match(block.text):
                block.text = re.sub(r"[ 　]+", "", block.text)
            before = block.text
        elif block.kind == "table":
            number += 1
            block.text = block.text or before or f"表{number}"
    return blocks

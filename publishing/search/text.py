"""What a document says and a query seeks, as text in which spellings do not matter.

Runs of letters and digits of any script, folded (NFKC, lower case), are what is compared; everything else parts them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from html import unescape
from html.parser import HTMLParser
from typing import Any

INLINE = {
    "a",
    "abbr",
    "b",
    "code",
    "em",
    "i",
    "mark",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "wbr",
}
MAX_RUNS = 8
MAX_QUERY = 100


class _Fold(dict):
    """Character to its folded form, learnt as characters turn up. What separates words becomes a space."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = value = "".join(c if c.isalnum() else " " for c in folded)
        return value


_FOLD = _Fold()


def fold(text: str) -> str:
    return text.translate(_FOLD)


def runs(text: str) -> list[str]:
    return fold(text).split()


def query_runs(query: str) -> list[str]:
    """What a document must contain, each as a substring. Bounded, so that no query is expensive."""
    found = dict.fromkeys(runs(query[:MAX_QUERY]))
    return list(found)[:MAX_RUNS]


class _Text(HTMLParser):
    """Text of HTML: inline elements do not part words, all others do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE:
            self.out.append("\n")

    def handle_endtag(self, tag):
        self.handle_starttag(tag, ())

    def handle_data(self, data):
        self.out.append(data)


TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")


def plain(html: str) -> str:
    """Text of clean HTML."""
    if "<!" in html or "<?" in html:  # comments and the like: rare, and worth a real parser
        parser = _Text()
        parser.feed(html)
        return "".join(parser.out)
    return unescape(TAGS.sub(lambda m: "" if m[2].lower() in INLINE else "\n", html))


def document_text(head: Mapping[str, Any], body: Sequence[Mapping[str, Any]]) -> str:
    """Everything a reader can read in a document besides its title and summary."""
    parts = [head["subtitle"], head["source"], head["author"]]
    parts += _data_texts(head["data"])
    for block in body:
        parts.extend(_block_texts(block["type"], block["value"]))
    lines = "\n".join(part for part in parts if part).split("\n")
    return "\n".join(line for line in map(str.strip, lines) if line)


def _data_texts(data: dict[str, Any]) -> list[str]:
    texts = [data.get(name, "") for name in ("document_number", "issuing_body", "meeting_name", "venue")]
    texts.append(data.get("how_to_comment", ""))
    texts += [item.get("subject", "") for item in data.get("agenda", [])]
    return texts + [shot.get("caption", "") for shot in data.get("pictures", [])]


def _block_texts(kind: str, value: dict[str, Any]) -> list[str]:
    if kind == "rich_text":
        return [plain(value["html"])]
    if kind == "table":
        rows = ["\n".join(row) for row in value.get("rows", [])]
        return [value.get("caption", ""), "\n".join(value.get("header", [])), *rows]
    if kind == "gallery":
        return [shot.get("caption", "") for shot in value.get("pictures", [])]
    if kind == "attachments":
        return [value.get("title", ""), *(file["title"] for file in value.get("files", []))]
    return [str(value.get(name) or "") for name in ("text", "by", "caption", "title")]

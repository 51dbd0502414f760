"""A plain way to write a body in a data file: one block per paragraph, read into StreamField blocks.

    ## heading        ### smaller heading      > quotation —— by whom
    - list item       1. numbered item         anything else is a paragraph
    !image KEY | caption                       !gallery KEY | caption ;; KEY | caption
    !files title | KEY, KEY                    !related title | KEY, KEY
    !video title | address | seconds | KEY of the poster
    !table caption    followed by rows  a | b | c  (the first is the header; `!table=` makes column one a header)

Inside a text: **bold**, [words](https://…), [words](page:KEY), [words](file:KEY).
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

#: Gives the primary key for ("page" | "file" | "image", KEY).
Finder = Callable[[str, str], int]
LINK = re.compile(r"\[([^\]]+)\]\((?:(page|file):)?([^)\s]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
NUMBERED = re.compile(r"\d+\.\s+")


def read(text: str, find: Finder) -> list[tuple[str, Any]]:
    """The blocks of `text` in stored form, ready for a StreamField. KeyError for an unknown KEY."""
    blocks: list[tuple[str, Any]] = []
    for kind, value in _blocks(text.strip(), find):
        if kind == "rich_text" and blocks and blocks[-1][0] == "rich_text":
            value = blocks.pop()[1] + value
        blocks.append((kind, value))
    return blocks


def stored(text: str, find: Finder) -> list[dict[str, Any]]:
    return [{"type": kind, "value": value} for kind, value in read(text, find)]


def _blocks(text: str, find: Finder) -> Iterator[tuple[str, Any]]:
    for part in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in part.strip().splitlines()]
        first = lines[0]
        if first.startswith("!"):
            name, _, rest = first[1:].partition(" ")
            yield _COMMANDS[name](rest.strip(), lines[1:], find)
        elif first.startswith("#"):
            level = len(first) - len(first.lstrip("#"))
            yield "heading", {"level": str(level), "text": first.lstrip("# ")}
        elif first.startswith(">"):
            said, _, by = " ".join(line.lstrip("> ") for line in lines).partition(" —— ")
            yield "quotation", {"text": said, "by": by}
        elif first.startswith("- "):
            yield "rich_text", _list("ul", [line[2:] for line in lines], find)
        elif NUMBERED.match(first):
            yield "rich_text", _list("ol", [NUMBERED.sub("", line, count=1) for line in lines], find)
        else:
            yield "rich_text", "".join(f"<p>{_inline(line, find)}</p>" for line in lines)


def _list(tag: str, items: list[str], find: Finder) -> str:
    return f"<{tag}>" + "".join(f"<li>{_inline(item, find)}</li>" for item in items) + f"</{tag}>"


def _inline(text: str, find: Finder) -> str:
    def link(match: re.Match) -> str:
        words, kind, target = match.groups()
        if kind == "page":
            return f'<a linktype="page" id="{find("page", target)}">{words}</a>'
        if kind == "file":
            return f'<a linktype="document" id="{find("file", target)}">{words}</a>'
        return f'<a href="{target}">{words}</a>'

    return LINK.sub(link, BOLD.sub(r"<b>\1</b>", escape(text, quote=False)))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def _keys(text: str) -> list[str]:
    return [key.strip() for key in text.split(",")]


def _captioned(text: str, find: Finder) -> dict[str, Any]:
    key, caption = (*_parts(text), "")[:2]
    return {"image": find("image", key), "alt": "", "caption": caption}


def _image(rest: str, lines: list[str], find: Finder):
    return "image", _captioned(rest, find)


def _gallery(rest: str, lines: list[str], find: Finder):
    return "gallery", [_captioned(one, find) for one in rest.split(";;")]


def _files(rest: str, lines: list[str], find: Finder):
    title, keys = _parts(rest)
    return "attachments", {"title": title, "files": [find("file", key) for key in _keys(keys)]}


def _related(rest: str, lines: list[str], find: Finder):
    title, keys = _parts(rest)
    return "related", {"title": title, "pages": [find("page", key) for key in _keys(keys)]}


def _video(rest: str, lines: list[str], find: Finder):
    title, url, seconds, poster = _parts(rest)
    return "video", {"title": title, "url": url, "seconds": int(seconds), "poster": find("image", poster)}


def _table(rest: str, lines: list[str], find: Finder, row_header: bool = False):
    header, *rows = [_parts(line) for line in lines]
    table = {
        "columns": [{"type": "text", "heading": heading} for heading in header],
        "rows": [{"values": row} for row in rows],
        "caption": "",
    }
    return "table", {"caption": rest, "table": table, "row_header": row_header}


_COMMANDS = {
    "image": _image,
    "gallery": _gallery,
    "files": _files,
    "related": _related,
    "video": _video,
    "table": _table,
    "table=": lambda rest, lines, find: _table(rest, lines, find, row_header=True),
}

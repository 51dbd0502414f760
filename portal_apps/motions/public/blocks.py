"""The words of a public item as blocks of a document: what the checkers and the search read, and the template shows by
`part`."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

Block = dict[str, Any]


def blocks_of(record: dict[str, Any]) -> Iterator[Block]:
    """All that people wrote; days, names of bodies and states are facts and stand in the record."""
    yield from _words("text", [*record["text"], {"heading": "", "text": record["summary"]}])
    yield from _words("reason", [{"heading": "", "text": record["publicity_reason"]}])
    for reply in record["replies"]:
        said = [*reply["text"], {"heading": "", "text": reply["summary"]}]
        yield from _words(reply["anchor"], [{"heading": reply["title"], "text": ""}, *said])
        yield from _words("reason", [{"heading": "", "text": reply["publicity_reason"]}])
    promised = [{"heading": "", "text": one["promise"]} for one in record["promises"]]
    judged = [{"heading": "", "text": one["reasons"]} for one in record["evaluations"]]
    yield from _words("promises", promised)
    yield from _words("evaluations", judged)


def _words(part: str, parts: Iterable[dict[str, str]]) -> Iterator[Block]:
    html = "".join(_html(one) for one in parts)
    if html:
        yield {"type": "rich_text", "part": part, "value": {"html": html}}


def _html(one: dict[str, str]) -> str:
    heading = f"<p><strong>{escape(one['heading'])}</strong></p>" if one["heading"] else ""
    lines = filter(None, (line.strip() for line in one["text"].splitlines()))
    return heading + "".join(f"<p>{escape(line)}</p>" for line in lines)

"""A summary out of the text itself, where the source brings none: its first telling sentence or two."""

import re

from .html import Block

LONGEST = 120
SHORTEST = 24
DATELINE = re.compile(
    r"^(?:央视网消息|本台消息|本报讯|新华社[^（(]{0,12}电)\s*(?:[（(][^）)]{1,20}[）)])?\s*[：:]?\s*"
)
LIST_ENTRY = re.compile(r"^[^。，]{1,6}[：:]")  # 组长：……


def summarise(blocks: list[Block], title: str) -> str:
    for line in lines(blocks):
        text = DATELINE.sub("", line)
        if text.endswith(("：", ":")):  # 现将有关事项通知如下：
            text = text[: text.rfind("。") + 1]
        if len(text) >= SHORTEST and text != title and not LIST_ENTRY.match(text):
            return cut(text)
    return cut(" ".join(lines(blocks)) or title)


def lines(blocks: list[Block]) -> list[str]:
    spoken = "\n".join(block.said() for block in blocks if block.kind in {"rich_text", "quotation"})
    return [" ".join(line.split()) for line in spoken.split("\n") if line.strip()]


def cut(text: str) -> str:
    """Whole sentences up to the limit; a longer first sentence is cut at its last comma."""
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    for marks in ("。！？", "；，、"):
        end = max(head.rfind(mark) for mark in marks)
        if end >= SHORTEST:
            return head[: end + 1] if marks == "。！？" else f"{head[:end]}……"
    return f"{head}……"

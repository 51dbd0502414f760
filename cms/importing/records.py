"""A record of a source on its way to a page; plain Python."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from .html import Block

#: Raise it when the cleaning rules change in a way that should reach pages already imported.
RULES_VERSION = 1


class BadRecord(ValueError):
    """This record cannot be taken; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Refusal:
    where: str
    why: str


@dataclass(slots=True)
class Item:
    """One thing to import. `fields` are fields of the page model named by `model`."""

    where: str
    key: str
    model: str  # news or policy
    title: str
    published: date
    blocks: list[Block]
    column: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    lost_pictures: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        said = {**asdict(self), "where": "", "column": "", "rules": RULES_VERSION}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def said(self) -> Iterator[str]:
        """Every text readers will see, fields first."""
        yield self.title
        yield from (str(value) for value in self.fields.values() if value)
        yield from (block.said() for block in self.blocks)


def make_key(*parts: str) -> str:
    """Names a record by what does not change when its text is corrected: its address, or title and date."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def need_text(row: dict, name: str, label: str, longest: int = 255) -> str:
    value = row.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        raise BadRecord(f"缺少{label}（{name}）")
    if not isinstance(value, str):
        raise BadRecord(f"{label}（{name}）应是文字")
    text = " ".join(value.split())
    if len(text) > longest:
        raise BadRecord(f"{label}有 {len(text)} 个字，最多 {longest} 个")
    if "\ufffd" in text:
        raise BadRecord(f"{label}里有乱码")
    return text


def optional_text(row: dict, name: str, longest: int) -> str:
    value = row.get(name)
    return " ".join(value.split())[:longest] if isinstance(value, str) else ""


def need_day(row: dict, name: str, label: str) -> date:
    value = need_text(row, name, label)
    try:
        day = date.fromisoformat(value[:10].replace("/", "-"))
    except ValueError:
        raise BadRecord(f"{label}“{value}”不是有效的日期，应写成 2026-01-31 的样子") from None
    if day > date.today():
        raise BadRecord(f"{label}“{value}”在将来")
    return day


def need_body(blocks: list[Block]) -> list[Block]:
    said = "".join(block.said() for block in blocks)
    if not said.strip():
        raise BadRecord("正文是空的")
    if "\ufffd" in said:
        raise BadRecord("正文里有乱码")
    return blocks

"""What still stands against filing, field by field: the gate's findings where the deputy can act on them."""

from dataclasses import dataclass

from .gate import Finding, findings
from .models import PART_NAMES, PARTS, Item

LABELS = {"title": "标题", "no_secrets": "保密声明", "sponsors": "联名代表", "kind": "提出时间"}
BY_FINDING = {"declaration": "no_secrets", "sponsors": "sponsors", "cutoff": "kind", "length": "proposal"}


@dataclass(frozen=True)
class Gap:
    """`field` is a name of the form, or a section of the page (sponsors, kind)."""

    field: str
    label: str
    refuses: bool
    text: str


def gaps_of(item: Item) -> list[Gap]:
    """What refuses first. A part that is missing is one gap, and the length is no second one then."""
    found, names = findings(item), PART_NAMES[item.kind]
    made: list[Gap] = []
    for one in found:
        if one.key == "parts":
            made += [Gap(name, names[name], True, f"还没有写。{one.source}") for name in one.fields]
        elif one.key != "length" or not any(other.key == "parts" for other in found):
            field = BY_FINDING.get(one.key) or _part_with(item, one)
            made.append(Gap(field, LABELS.get(field) or names[field], one.refuses, _said(one)))
    return made


def _part_with(item: Item, found: Finding) -> str:
    """The part in which the sentence stands."""
    text = item.text
    return next((name for name in PARTS if text and found.sentence in getattr(text, name)), "title")


def _said(one: Finding) -> str:
    at = f"“{one.sentence}”——" if one.sentence else ""
    return f"{one.name}：{at}{one.message}{one.where}{f'（{one.source}）' if one.source else ''}"

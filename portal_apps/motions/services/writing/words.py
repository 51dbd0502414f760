"""What the deputy fills in beside the text."""

from typing import Any

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number, rule_value

from ...models import PARTS, Category, Item, Text
from .saves import remember

ABOUT = (
    "suggested_unit_text",
    "survey",
    "repeated",
    "wants_contact",
    "waives_reply",
    "open_wish",
    "joinable",
    "confidential",
    "no_secrets",
    "contact_note",
    "source_note",
)


def assert_title(title: str) -> None:
    most = number("motions.title_most")
    if not title.strip() or len(title.strip()) > most:
        raise Refused(f"请写标题，最多 {most} 个字。")


def set_about(item: Item, about: dict[str, Any]) -> None:
    """Raises Refused for a waiver the office does not offer; TypeError for a column that is not the deputy's."""
    units = about.get("suggested_units")
    for name, value in about.items():
        if name in ABOUT:
            setattr(item, name, value)
        elif name == "suggested_category":
            item.suggested_category = _open(value)
        elif name != "suggested_units":
            raise TypeError(f"{name} is not the deputy's to say")
    if item.waives_reply and not rule_value("suggestion.waiver_enabled"):
        raise Refused("书面答复是法定的，本机关没有开放“不需要书面答复”（《代表法》第五十一条）。")
    if units is not None:
        if any(unit.kind != "handling_unit" for unit in units):
            raise Refused("建议的承办单位请从承办单位名单里选。")
        item.suggested_units.set(units)


def _open(category: Category | None) -> Category | None:
    if category is not None and category.closed:
        raise Refused(f"“{category}”已经停用，请另选一类。")
    return category


def write_text(item: Item, by: User, title: str, parts: dict[str, str], page: str = "") -> bool:
    """Over the draft, or as a new version after what was filed. Answers whether any word changed."""
    last = item.texts.latest("number")
    said = {name: parts.get(name, getattr(last, name)) for name in PARTS} | {"title": title}
    if all(getattr(last, name) == value for name, value in said.items()):
        return False
    remember(item, by, said, page=page)
    if last.filed_at is not None:
        Text.objects.create(item=item, number=last.number + 1, by=by, **said)
    else:
        Text.objects.filter(pk=last.pk).update(by=by, **said)
    return True

"""Take a page apart into what a reviewer compares: fields, body blocks and inline rows, each as plain text."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from modelcluster.models import get_all_child_relations
from wagtail.blocks import BoundBlock, StructBlock
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.pages.models import PublicPage

#: What Wagtail or a publication keeps on the page row; no reviewer decides on it.
TECHNICAL = {
    *(field.name for field in Page._meta.get_fields()),
    *(field.name for field in PublicPage._meta.get_fields()),
    "page_ptr",
    "published_on",
    "tags",
    "sequence",
} - {"title", "go_live_at", "expire_at"}
ORDER_LAST = ("go_live_at", "expire_at")


@dataclass(frozen=True, slots=True)
class Unit:
    """One comparable thing. `key` is the same in both texts when it is the same thing."""

    key: str
    label: str
    text: str


def units_of(page) -> list[Unit]:
    """Every unit with a text, in the order of the editing form; empty fields are left out."""
    fields = [field for field in page._meta.get_fields() if _is_content(field)]
    fields.sort(key=lambda field: (field.name in ORDER_LAST, field.name != "title"))
    units = [unit for field in fields for unit in _field_units(page, field)]
    return [*units, *_tags(page), *_inline_units(page)]


def _is_content(field) -> bool:
    own = isinstance(field, models.Field) and field.concrete
    return own and field.name not in TECHNICAL and not field.name.endswith("_ptr")


def _field_units(page, field) -> list[Unit]:
    label = str(field.verbose_name)
    if isinstance(field, StreamField):
        return [
            Unit(f"block:{child.id}", str(child.block.label), text)
            for child in getattr(page, field.name)
            if (text := text_of(child.value, child.block).strip())
        ]
    text = field_text(page, field)
    return [Unit(field.name, {"title": "标题"}.get(field.name, label), text)] if text else []


def field_text(instance, field) -> str:
    """A field as people read it: the label of a choice, the name of a thing chosen, local time."""
    if field.choices:
        return str(getattr(instance, f"get_{field.name}_display")())
    value = getattr(instance, field.name)
    if value in (None, ""):
        return ""
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return "是" if value else "否"
    return _plain(value)


def _tags(page) -> list[Unit]:
    manager = getattr(page, "tags", None)
    names = sorted(tag.name for tag in manager.all()) if manager is not None else []
    return [Unit("tags", "标签", "、".join(names))] if names else []


def _inline_units(page) -> list[Unit]:
    """Rows of InlinePanels: pictures of a story, items of a topic, agenda of a meeting."""
    units = []
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name in {"tagged_items", "wagtail_admin_comments"}:
            continue
        skip = {"id", "sort_order", "translation_key", "locale", relation.field.name}
        for number, row in enumerate(getattr(page, name).all(), start=1):
            shown = [
                field for field in row._meta.fields if field.name not in skip and field.name[-4:] != "_ptr"
            ]
            text = "\n".join(filter(None, (field_text(row, field) for field in shown)))
            label = f"{row._meta.verbose_name}（第 {number} 条）"
            units.append(Unit(f"{name}:{getattr(row, 'translation_key', None) or number}", label, text))
    return units


def text_of(value: Any, block=None) -> str:
    """Everything a reader would read of a block's value, one line per part."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, StreamValue):
        return "\n".join(text_of(child.value, child.block) for child in value)
    if isinstance(value, ListValue):
        return "\n".join(text_of(bound.value, bound.block) for bound in value.bound_blocks)
    if isinstance(value, BoundBlock):
        return text_of(value.value, value.block)
    if isinstance(block, StructBlock) and hasattr(value, "bound_blocks"):
        parts = (text_of(bound.value, bound.block) for bound in value.bound_blocks.values())
        return "\n".join(filter(None, parts))
    if hasattr(value, "rows") and hasattr(value, "columns"):  # typed table
        head = " | ".join(column["heading"] for column in value.columns)
        rows = (" | ".join(text_of(cell.value, cell.block) for cell in row) for row in value.rows)
        return "\n".join([head, *rows])
    if isinstance(value, list | tuple):
        return "\n".join(text_of(item) for item in value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, RichText):
        html = value.source.replace("<br/>", "\n").replace("</p>", "</p>\n").replace("</li>", "</li>\n")
        return strip_tags(html).strip()
    if isinstance(value, models.Model) and hasattr(value, "title"):
        return f"{value._meta.verbose_name}：{value.title}"
    return str(value).strip()

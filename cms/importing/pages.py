"""An imported item as a page: cleaned blocks become the stored form of the body."""

import json
import uuid

from cms.pages.models import ColumnPage, NewsPage, PolicyPage

from .html import Block
from .records import BadRecord, Item

MODELS = {"news": NewsPage, "policy": PolicyPage}
NAMESPACE = uuid.UUID(
    "6f1c1f0e-6a52-4d7c-8a43-9d0f0f6f0b1e"
)  # of block ids, so that the same text gets the same ids


def find_column(slug: str, language: str) -> ColumnPage:
    """The column with this slug. Raises BadRecord saying what to do when there is none."""
    found = ColumnPage.objects.filter(slug=slug, locale__language_code=language).order_by("depth").first()
    if found is None:
        raise BadRecord(f"没有地址为 {slug} 的栏目，请先建立栏目（setup_site）或用 --column 另选")
    return found


def fill(page, item: Item) -> None:
    """Write what the item says into the page; what it does not say stays."""
    page.title = item.title
    for name, value in item.fields.items():
        setattr(page, name, value)
    page.body = json.dumps(stored_body(item))
    if item.tags:
        page.tags.set(item.tags)


def new_page(item: Item):
    page = MODELS[item.model](title=item.title, live=False, has_unpublished_changes=True)
    fill(page, item)
    return page


def stored_body(item: Item) -> list[dict]:
    return [
        {
            "type": block.kind,
            "value": stored_value(block),
            "id": str(uuid.uuid5(NAMESPACE, f"{item.key}:{number}")),
        }
        for number, block in enumerate(item.blocks)
    ]


def stored_value(block: Block):
    match block.kind:
        case "heading":
            return {"text": block.text[:100], "level": str(block.level)}
        case "rich_text":
            return block.html
        case "quotation":
            return {"text": block.text, "by": ""}
        case "table":
            columns = [{"type": "text", "heading": heading} for heading in block.header]
            rows = [{"values": row} for row in block.rows]
            table = {"columns": columns, "rows": rows, "caption": ""}
            return {"caption": block.text[:100], "table": table, "row_header": block.row_header}
    raise ValueError(block.kind)

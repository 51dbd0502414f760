"""Where in the editing form an issue stands: the name people read and the anchor to jump to."""

from dataclasses import dataclass

from publishing.contract import Issue
from publishing.services import issue_key

from .services.assess import assess

#: field of the document → (what people read, field of the form)
FIELDS = {
    "title": ("标题", "title"),
    "subtitle": ("副标题", "subtitle"),
    "summary": ("摘要", "summary"),
    "source": ("来源", "source"),
    "author": ("作者", "author_name"),
    "editor": ("责任编辑", "responsible_editor"),
    "tags": ("标签", "tags"),
    "picture": ("题图", "lead_image"),
    "published": ("首次发布时间", ""),
    "body": ("正文", "body"),
}
BLOCKS = {
    "heading": "小标题",
    "rich_text": "正文",
    "image": "图片",
    "gallery": "组图",
    "table": "表格",
    "quotation": "引文",
    "attachments": "附件",
    "video": "视频",
    "related": "相关内容",
}


@dataclass(frozen=True, slots=True)
class Placed:
    issue: Issue
    key: str
    place: str
    anchor: str

    @property
    def is_error(self) -> bool:
        return self.issue.severity == "error"


def placed(page, issues: list[Issue] | None = None) -> list[Placed]:
    """The issues of the page, each with its place in the form."""
    found = assess(page) if issues is None else issues
    blocks = shown_blocks(page)
    return [Placed(issue, issue_key(issue), *place_of(issue.field, page, blocks)) for issue in found]


def shown_blocks(page) -> list[tuple[str, str]]:
    """(type, id) of the stored blocks, those that export nothing left out as the export does."""
    stored = page.body.get_prep_value() if hasattr(page, "body") else []
    return [(block["type"], block.get("id") or "") for block in stored if says_something(block)]


def says_something(block: dict) -> bool:
    value = block["value"]
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def place_of(field: str, page, blocks: list[tuple[str, str]]) -> tuple[str, str]:
    parts = field.split(".")
    if parts[0] == "body" and len(parts) > 1:
        return block_place(int(parts[1]), blocks)
    if parts[0] == "data" and len(parts) > 1:
        return data_place(parts[1], page)
    label, name = FIELDS.get(parts[0], (field, ""))
    return label, anchor(name)


def anchor(name: str) -> str:
    """The label of the field in Wagtail's form; the body has none, its editor is called after it."""
    return name if name == "body" else f"id_{name}-label" if name else ""


def block_place(number: int, blocks: list[tuple[str, str]]) -> tuple[str, str]:
    kind, block_id = blocks[number] if number < len(blocks) else ("", "")
    label = f"正文第 {number + 1} 块" + (f"（{BLOCKS.get(kind, kind)}）" if kind else "")
    return label, f"block-{block_id}-section" if block_id else anchor("body")


def data_place(name: str, page) -> tuple[str, str]:
    try:
        label = str(page._meta.get_field(name).verbose_name)
    except Exception:  # a fact the export computed, with no field of its own
        return name, ""
    return label, anchor(name)

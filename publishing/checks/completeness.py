"""What an item must have before readers may see it."""

from collections.abc import Iterator

from publishing.contract import Document, Issue

from .content import Content, fact
from .context import CheckContext
from .report import error

ITEM_KINDS = {"news", "notice", "legislative", "policy", "picture_story", "meeting"}
WITH_SUMMARY = ITEM_KINDS | {"topic"}
WITH_BODY = {"news", "notice", "legislative", "policy", "page"}
SPEAKING_BLOCKS = {"rich_text", "table", "image", "gallery", "quotation", "attachments", "video", "live"}


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    if not document.title.strip():
        yield error("missing_title", "title", "没有标题", "写上标题。")
    if document.kind in ITEM_KINDS and not document.source.strip():
        yield error("missing_source", "source", "没有写来源", "写明来源，例如“市人大常委会办公厅”。")
    if document.kind in WITH_SUMMARY and not document.summary.strip():
        yield error("missing_summary", "summary", "没有摘要", "用一两句话写明要点，列表和搜索结果要用。")
    if document.kind == "policy" and not document.data.get("issuing_body"):
        yield error("missing_issuing_body", "data.issuing_body", "没有写制发机关", "写明制发机关。")
    if document.kind in WITH_BODY and not says_something(document, content):
        yield error("empty_body", "body", "正文是空的", "写上正文。")
    if document.kind == "picture_story" and not document.data.get("pictures"):
        yield error("no_pictures", "data.pictures", "图片新闻没有图片", "加上图片。")
    yield from missing_alternatives(content)


def says_something(document: Document, content: Content) -> bool:
    """A body with at least one block that shows readers something."""
    spoken = {passage.field for passage in content.passages}
    return any(
        f"body.{index}.{block.get('type')}" in spoken
        or block.get("type") in {"image", "gallery", "video", "live"}
        for index, block in enumerate(document.body)
        if block.get("type") in SPEAKING_BLOCKS
    )


def missing_alternatives(content: Content) -> Iterator[Issue]:
    for placed in content.pictures:
        if placed.picture is not None and not (fact(placed.picture, "alt") or "").strip():
            path = fact(fact(placed.picture, "fallback"), "path") or ""
            yield error(
                "missing_alt",
                placed.field,
                "图片没有替代文字",
                "用一句话写出图里有什么，读屏软件读给看不见图的人。",
                path.rsplit("/", 1)[-1],
            )

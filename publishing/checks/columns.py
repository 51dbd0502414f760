"""An empty column is a fault by 国办秘函〔2019〕19号 (空白栏目)."""

from collections.abc import Iterator

from publishing.contract import Document, Issue

from .content import Content
from .context import CheckContext
from .report import warning


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    if document.kind != "column" or (document.data.get("cadence") == 0 and document.body):
        return  # a static column that carries its own text is not empty
    if context.column_counts.get(document.id, 1) == 0:
        yield warning(
            "empty_column",
            "title",
            f"栏目“{document.title}”还没有内容",
            "先在栏目里发布内容，或暂不公开这个栏目；新开栏目可写明理由放行。",
        )

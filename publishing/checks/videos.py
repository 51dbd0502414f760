"""Videos and broadcasts that readers could not watch."""

from collections.abc import Iterator

from publishing.contract import Document, Issue

from .content import Content
from .context import CheckContext
from .report import error


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    for index, block in enumerate(document.body):
        value = block.get("value") or {}
        if block.get("type") not in ("video", "live"):
            continue
        field = f"body.{index}.{block['type']}"
        if "media" not in value and not value.get("url"):
            yield error("empty_link", field, "视频没有地址", "从视频库选一个视频，或者填写视频地址。")
        for message, cure in value.get("lacks", ()):
            yield error("video_not_ready", field, message, cure, value.get("title", ""))

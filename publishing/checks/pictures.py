"""Pictures too small to be shown well."""

from collections.abc import Iterator

from publishing.contract import Document, Issue

from .content import Content, fact
from .context import CheckContext
from .report import warning


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    for placed in content.pictures:
        least = context.min_lead_width if placed.field == "picture" else context.min_picture_width
        width = widest(placed.picture)
        if 0 < width < least:
            name = "题图" if placed.field == "picture" else "图片"
            yield warning(
                "small_picture",
                placed.field,
                f"{name}只有 {width} 像素宽，少于 {least} 像素",
                "换一张更大的原图；找不到的，写明理由放行。",
                (fact(fact(placed.picture, "fallback"), "path") or "").rsplit("/", 1)[-1],
            )


def widest(picture) -> int:
    sizes = [fact(picture, "fallback"), *(fact(picture, "renditions") or ())] if picture else []
    return max((fact(size, "width") or 0 for size in sizes if size), default=0)

"""News items: title, date, source, url, body_html."""

from ..columns import column_for
from ..html import parse, read_blocks
from ..records import Item, make_key, need_body, need_day, need_text, optional_text
from ..summary import summarise

HEADLINE_COLUMN = "yaowen"


def item(where: str, row: dict) -> Item:
    title = need_text(row, "title", "标题")
    day = need_day(row, "date", "日期")
    cleaned = read_blocks(parse(row["body_html"] if isinstance(row.get("body_html"), str) else ""))
    need_body(cleaned.blocks)
    column = column_for("news", title)
    return Item(
        where=where,
        key=make_key(optional_text(row, "url", 500) or f"{title}\n{day}"),
        model="news",
        title=title,
        published=day,
        blocks=cleaned.blocks,
        column=column,
        fields={
            "source": need_text(row, "source", "来源", 100),
            "summary": summarise(cleaned.blocks, title),
            "news_type": "headline" if column == HEADLINE_COLUMN else "activity",
        },
        lost_pictures=cleaned.lost_pictures,
    )

"""New replies as an Atom feed."""

from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from ..models import Reply
from .facts import HOME, OFFICE, SHOWING, anchor_of, path_of
from .redacting import passages_of, without
from .selecting import public_items

FEED = f"{HOME}replies.xml"
NEWEST = 20


def newest_replies() -> list[Reply]:
    """Of public items, those the public reads in full or in short."""
    rows = Reply.objects.filter(
        state=Reply.State.DELIVERED,
        approved_publicity__in=SHOWING,
        published_at__isnull=False,
        handling__item__in=public_items().values("pk"),
    ).exclude(handling__state="cancelled")
    rows = rows.select_related("handling__unit", "handling__item").prefetch_related(
        "handling__item__redactions"
    )
    return list(rows.order_by("-published_at", "-pk")[:NEWEST])


def reply_line(reply: Reply) -> dict[str, Any]:
    item = reply.handling.item
    hidden = passages_of(item, reply)
    return {
        "path": path_of(item),
        "anchor": anchor_of(reply),
        "number": item.number or "",
        "title": without(item.title, hidden),
        "unit": str(reply.handling.unit),
        "result_class": reply.result_class,
        "summary": without(reply.public_summary, hidden) if reply.approved_publicity == "summary" else "",
    }


def as_atom(replies: list[Reply]) -> bytes:
    """Dated by the newest reply, never by the clock."""
    base = settings.SITE_BASE_URL
    feed = Atom1Feed(
        title="议案建议：新公开的答复",
        link=base + HOME,
        description="",
        language="zh-CN",
        feed_url=base + FEED,
        author_name=OFFICE,
    )
    for reply in replies:
        line = reply_line(reply)
        address = f"{base}{line['path']}#{line['anchor']}"
        feed.add_item(
            title=f"{line['unit']}答复{line['number']}《{line['title']}》",
            link=address,
            unique_id=address,
            description=line["summary"] or f"办理结果 {line['result_class']} 类",
            pubdate=reply.published_at,
            updateddate=reply.published_at,
        )
    return str(feed.writeString("utf-8")).encode()

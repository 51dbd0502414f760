"""The newest messages nobody read yet, for the first page."""

from django.urls import reverse
from django.utils.timezone import localtime

from foundation.notices.models import Notice
from foundation.shelves import Line, Shelf

LINES = 3


def unread(user) -> Shelf | None:
    """None while everything is read: the bell says it, too."""
    rows = Notice.objects.of(user).unread().filter(forgotten_at=None)[:LINES]
    lines = [
        Line(
            row.title,
            reverse("inbox:open", args=[row.pk]),
            "紧急" if row.urgent else row.kind_label,
            f"{localtime(row.created_at):%m-%d %H:%M}",
            row.urgent,
        )
        for row in rows
    ]
    return Shelf("没读的消息", lines, reverse("inbox:index"), "全部消息") if lines else None

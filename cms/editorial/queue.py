"""What the office works on, for the first page of the portal; the desk in Wagtail shows more of it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime

from foundation.rights.may import may
from foundation.shelves import Line, Shelf
from foundation.waiting import Waiting

from .desk.mine import my_desk
from .desk.owed import urgent_owed
from .desk.waiting import to_decide

LINES = 5


def to_review(user) -> Iterator[Waiting]:
    """Drafts this person may decide on, the longest wait first."""
    for state, page, stage in to_decide(user):
        text = f"{localtime(state.started_at):%m-%d %H:%M} 送来"
        yield Waiting(page.draft_title, review_of(page), f"{stage}，等您定", text, act="去审稿")


def to_check(user) -> Iterator[Waiting]:
    """Urgent publications that owe a second pair of eyes."""
    if not may(user, "content.check_urgent"):
        return
    for row in urgent_owed(user):
        if row.mine and not row.demanded:
            due = localtime(row.review.due_at).date()
            url = reverse("editorial:check_urgent", args=[row.review.pk])
            yield Waiting(row.review.page.draft_title, url, "紧急发布，等您复核", due=due, act="去复核")


def to_rewrite(user) -> Iterator[Waiting]:
    """Own texts that a reviewer sent back, with what was said."""
    if not may(user, "content.write"):
        return
    for row in my_desk(user).sent_back:
        said = f"{row.by}：{row.comment}" if row.comment else row.by
        yield Waiting(row.page.draft_title, review_of(row.page), "退回，等您改", said, act="去修改")


def my_texts(user) -> Shelf | None:
    """Own drafts and what is under way; what came back waits in the queue."""
    if not may(user, "content.write"):
        return None
    desk = my_desk(user)
    rows = [*desk.drafts, *desk.under_way][:LINES]
    lines = [
        Line(row.page.draft_title, review_of(row.page), row.state, f"{row.saved:%m-%d %H:%M}") for row in rows
    ]
    note = "" if lines else "没有正在写的稿子。"
    return Shelf("我的稿子", lines, reverse("wagtailadmin_home"), note=note)


def review_of(page) -> str:
    return reverse("editorial:review", args=[page.pk])

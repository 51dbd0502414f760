"""What a person looks for in the calendar of broadcasts."""

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from media_jobs.services import live

PER_PAGE = 20
#: What people ask for → states of the broadcast.
WHERE = {
    "coming": ("还没开始", ("scheduled", "waiting")),
    "on_air": ("正在直播", ("live", "gap")),
    "over": ("已经结束", ("ended", "replay")),
    "cancelled": ("已取消", ("cancelled",)),
}
ACCESS = {"public": "公开", "deputies": "仅代表"}


def found(user, asked: QueryDict):
    """The broadcasts this person may see that fit: words of the title or the meeting, state, audience."""
    rows = live.broadcasts_for(user)
    state, access = str(asked.get("state", "")), str(asked.get("access", ""))
    for word in str(asked.get("q", "")).split()[:8]:
        rows = rows.named(word)
    if state in WHERE:
        rows = rows.filter(state__in=WHERE[state][1])
    if access in ACCESS:
        rows = rows.filter(access=access)
    return rows


def page_of(user, asked: QueryDict) -> Page:
    return Paginator(found(user, asked), PER_PAGE).get_page(asked.get("page"))

"""What a person looks for in the calendar of broadcasts."""

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from cms.library.narrowing import narrowed
from media_jobs.services import live

PER_PAGE = 20
#: What people ask for → states of the broadcast.
WHERE = {
    "coming": ("还没开始", ("scheduled", "waiting")),
    "on_air": ("正在直播", ("live", "gap")),
    "over": ("已经结束", ("ended", "replay")),
    "cancelled": ("已取消", ("cancelled",)),
}


def page_of(user, asked: QueryDict) -> Page:
    """The broadcasts this person may see that fit."""
    return Paginator(narrowed(live.broadcasts_for(user), asked, WHERE), PER_PAGE).get_page(asked.get("page"))

"""What a person looks for in the library."""

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from media_jobs.services import how_far, library, poster

from ..narrowing import narrowed

PER_PAGE = 20
#: What people ask for → states of the making.
WHERE = {
    "working": ("处理中", ("received", "working", "paused")),
    "ready": ("可以播放", ("ready",)),
    "failed": ("没有成功", ("failed", "cancelled")),
}


def page_of(user, asked: QueryDict) -> Page:
    """The videos this person may see that fit."""
    page = Paginator(narrowed(library.videos_for(user), asked, WHERE), PER_PAGE).get_page(asked.get("page"))
    for video in page:
        video.far, video.picture = how_far(video), poster(video, user=user)
    return page

"""What a person looks for in the library."""

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from media_jobs.services import how_far, library, poster

PER_PAGE = 20
#: What people ask for → states of the making.
WHERE = {
    "working": ("处理中", ("received", "working", "paused")),
    "ready": ("可以播放", ("ready",)),
    "failed": ("没有成功", ("failed", "cancelled")),
}
ACCESS = {"public": "公开", "deputies": "仅代表"}


def found(user, asked: QueryDict):
    """The videos this person may see that fit: words of the title or the file name, state, audience."""
    rows = library.videos_for(user)
    state, access = str(asked.get("state", "")), str(asked.get("access", ""))
    for word in str(asked.get("q", "")).split()[:8]:
        rows = rows.named(word)
    if state in WHERE:
        rows = rows.filter(state__in=WHERE[state][1])
    if access in ACCESS:
        rows = rows.filter(access=access)
    return rows


def page_of(user, asked: QueryDict) -> Page:
    page = Paginator(found(user, asked), PER_PAGE).get_page(asked.get("page"))
    for video in page:
        video.far, video.picture = how_far(video), poster(video, user=user)
    return page

"""What a player needs to know about a video."""

from ..contract import Mark, Playback, Track
from ..models import Access, Video
from ..zones import zone_of


def poster(video: Video, *, user=None) -> str:
    """The address of its still picture, for lists; "" while there is none."""
    return zone_of(video).address_for(video, user)(video.poster) if video.is_playable and video.poster else ""


def playback(video: Video, *, user=None) -> Playback | None:
    """None while there is nothing to play. Addresses of deputies' videos are made for `user` and expire."""
    if not video.is_playable:
        return None
    address = zone_of(video).address_for(video, user)
    captions = video.captions.exclude(stored="")  # a wording under revision leaves the approved one on
    return Playback(
        key=str(video.key), title=video.title, access="public" if video.access == Access.PUBLIC else "deputies", edition=video.playing,
        duration_s=video.duration_s, width=video.width, height=video.height,
        master=address(video.master), poster=address(video.poster), sprite_vtt=address(video.sprite),
        download=address(video.download),
        captions=tuple(Track(one.language, one.label, address(one.stored)) for one in captions),
        chapters=tuple(Mark(one.at_s, one.title) for one in video.chapters.all()),
        complete=video.edition == video.playing and video.state == "ready",
    )  # fmt: skip

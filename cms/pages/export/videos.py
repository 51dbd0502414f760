"""Videos of the library in a body: what a player needs, under the addresses of the public site."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from media_jobs.services import library, playback
from publishing.services import VIDEOS

PLAYER = ("master", "download", "poster")


class VideoShelf:
    """The videos of a batch: one query, and two for each that is shown."""

    def __init__(self, keys: Iterable[str]):
        self.videos = {str(video.key): video for video in library.with_keys(keys)}

    def complete(self, said: dict[str, Any], key: str) -> dict[str, Any] | None:
        """What the page says of the video with all that the library knows. None where the video was deleted."""
        video = self.videos.get(str(key))
        if video is None:
            return None
        played = playback(video) if video.access == "public" else None
        return {
            **said,
            "title": said["title"] or video.title,
            "seconds": round(video.duration_s),
            "media": media_of(played) if played else None,
            "lacks": _lacks(video, bool(played)),
        }


def media_of(played) -> dict[str, Any]:
    """What a player on a page needs."""
    return {
        **{name: site_path(getattr(played, name)) for name in PLAYER},
        "sprites": site_path(played.sprite_vtt),
        "width": played.width,
        "height": played.height,
        "captions": [
            {"language": track.language, "label": track.label, "address": site_path(track.address)}
            for track in played.captions
        ],
        "chapters": [{"at_s": mark.at_s, "title": mark.title} for mark in played.chapters],
    }


def site_path(address: str) -> str:
    """Where the public site answers with this file of the media zone, whatever storage it lies in."""
    path = urlsplit(address).path
    return VIDEOS + path.partition("/videos/")[2] if path else ""


def _lacks(video, playable: bool) -> list[list[str]]:
    """Why readers may not get it yet: pairs of what and what to do."""
    found = []
    if video.access != "public":
        found.append(["这个视频只给代表看，不能放在公开的页面", "换一个公开的视频。"])
    elif not playable:
        state = video.get_state_display()
        found.append([f"视频还不能播放（{state}）", "到视频库看处理到哪一步，处理好再送审；失败的请重试。"])
    if library.has_unapproved_captions(video):
        found.append(["视频有字幕还没有核准", "到视频库核对字幕，核准或删去，再送审。"])
    return found

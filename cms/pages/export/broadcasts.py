"""Broadcasts in a body: what a page says of one, and the list of those that come, under addresses of the public site."""

import io
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils import timezone

from media_jobs.services import live, playback
from publishing.contract import Asset
from publishing.services import LIVE

from .assets import keep
from .calendar import calendar_of
from .moments import moment
from .videos import media_of

OVER = ("ended", "replay")
MOST = 20  # broadcasts in a list of what comes


class BroadcastShelf:
    """The broadcasts of a batch. `calendars` are the files with dates, by their path."""

    def __init__(self, keys: Iterable[str]):
        self.keys = set(keys)
        self.calendars: dict[str, Asset] = {}

    @cached_property
    def broadcasts(self) -> dict[str, Any]:
        return {key: found for key in self.keys if (found := live.with_key(key))}

    def said(self, key) -> dict[str, Any] | None:
        """The value of a "live" block. None where there is no such broadcast any more."""
        broadcast = self.broadcasts.get(str(key))
        if broadcast is None:
            return None
        film = playback(broadcast.video) if broadcast.state in OVER and broadcast.video else None
        news = site_path(live.watch(broadcast).news) if broadcast.access == "public" else ""
        return {
            **self._line(broadcast),
            "state": _standing(broadcast),
            "standing": news,
            "master": urljoin(news, "master.m3u8") if news else "",
            "points": [
                {"title": one.title, "speaker": one.speaker, "at_s": None} for one in broadcast.points.all()
            ],
            "seconds": round(film.duration_s) if film else 0,
            "media": media_of(film) if film and news else None,
            "lacks": _lacks(broadcast),
        }

    def coming(self) -> list[dict[str, Any]]:
        """What is on or will be, for everybody, the next first."""
        return [self._line(one) for one in live.coming("public", timezone.now())[:MOST]]

    def _line(self, broadcast) -> dict[str, Any]:
        """`path` is the page of the meeting, where one was named."""
        address = broadcast.subject_address
        ahead = broadcast.state in ("scheduled", "waiting")
        return {
            "title": broadcast.title,
            "starts_at": moment(broadcast.starts_at),
            "path": address if address.startswith("/") else "",
            "calendar": self._calendar(broadcast) if ahead else "",
        }

    def _calendar(self, broadcast) -> str:
        path = f"/files/live/{broadcast.pk.hex}.ics"
        if path not in self.calendars:
            sha256, size = keep(io.BytesIO(calendar_of(broadcast)))
            self.calendars[path] = Asset(path, sha256, size)
        return path


def site_path(address: str) -> str:
    """Where the public site answers with this file of the live zone, whatever storage it lies in."""
    path = urlsplit(address).path
    return LIVE + path.partition("/live/")[2] if path else ""


def _standing(broadcast) -> str:
    """As far as pages are concerned: what happens from second to second they are told by the file beside it."""
    if broadcast.state in (*OVER, "cancelled"):
        return str(broadcast.state)
    return "scheduled"


def _lacks(broadcast) -> list[list[str]]:
    """Why readers may not get it: pairs of what and what to do."""
    if broadcast.access != "public":
        return [["这场直播只给代表看，不能放在公开的页面", "换一场公开的直播。"]]
    return []

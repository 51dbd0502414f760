"""What the page of a broadcast needs to know."""

from django.conf import settings

from media_jobs.models import Access
from media_jobs.services.playback import playback

from ..contract import Point, Watching
from ..models import ENDED, Broadcast, Segment
from ..program import seconds_into
from ..zones import address_for

NEWS, MASTER, REPLAY = "state.json", "master.m3u8", "replay.m3u8"


def watch(broadcast: Broadcast, reader=None) -> Watching:
    """As it stands. Addresses of deputies' broadcasts are made for `reader` and expire; without one they are empty."""
    address, over = address_for(broadcast, reader), broadcast.state in ENDED
    shown = Segment.objects.filter(broadcast=broadcast).exclude(public_at=None).exists()
    film = playback(broadcast.video, user=reader) if over and broadcast.video else None
    replay = film.master if film else address(REPLAY) if over and shown else ""
    return Watching(
        key=str(broadcast.pk), title=broadcast.title, access=broadcast.access, state=broadcast.state,  # type: ignore[arg-type]
        starts_at=broadcast.starts_at, ends_at=broadcast.ends_at,
        master=address(MASTER) if broadcast.is_on_air else "", replay=replay, poster=film.poster if film else "",
        news=address(NEWS), video=film.key if film else "",
        held=broadcast.is_on_air and broadcast.cuts.filter(to_at=None).exists(), viewers=broadcast.viewers,
        points=points_of(broadcast),
    )  # fmt: skip


def points_of(broadcast: Broadcast) -> tuple[Point, ...]:
    """The agenda; seconds count in what was shown, without what was cut."""
    rows = list(broadcast.points.all())
    moments = seconds_into(broadcast, [one.at for one in rows])
    return tuple(Point(one.title, one.speaker, at) for one, at in zip(rows, moments, strict=True))


def is_public(broadcast: Broadcast) -> bool:
    """Whether everybody may watch."""
    return broadcast.access == Access.PUBLIC


def server() -> str:
    """Where encoders send to."""
    return str(settings.LIVE_SERVER)

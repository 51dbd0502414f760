"""Tell players what there is: playlists of what is stored, the master last. Qualities join as they are ready."""

from django.core.files.base import ContentFile
from django.db import transaction

from foundation.jobs.registry import Progress
from foundation.jobs.services import enqueue

from ..contract import Plan
from ..models import Rendition, Video, VideoState
from ..on_air import put_on_air
from ..package import Entry, Quality, master, media
from ..work import clean_up
from ..zones import zone_of
from .ground import WORKED_ON, job_key

KIND = ".m3u8"


def announce(video: Video, progress: Progress) -> bool:
    """Write what can be played; returns whether anything can. The row is locked meanwhile, so that of two jobs that end
    together the later one's master stays.
    """
    with transaction.atomic():
        progress.guard()
        wanted = Video.objects.select_for_update().filter(
            pk=video.pk, edition=video.edition, state__in=WORKED_ON
        )
        locked = wanted.first()
        if locked is None or not locked.plan:
            return False
        planned = locked.planned
        rows = list(locked.renditions.filter(edition=locked.edition, dropped=""))
        ready = [one for one in rows if one.segments]
        sound = next((one for one in ready if one.name == "sound"), None)
        pictures = [one for one in ready if one.name != "sound"]
        if (planned.sound and not sound) or (planned.rungs and not pictures):
            return False
        _publish(locked, planned, pictures, sound)
        _note(locked, planned, done=len(ready) == len(rows) and (sound is None or sound.final))
        put_on_air(locked)
    if locked.state == VideoState.READY:
        clean_up(locked)
    return True


def _publish(video: Video, planned: Plan, pictures: list[Rendition], sound: Rendition | None) -> None:
    storage = zone_of(video).storage
    for one in (*pictures, *([sound] if sound else [])):
        if not one.playlist:
            _write_playlist(video, one)
    film = video.found.video
    rate = planned.frame_rate or (float(film.rate) if film else 0.0)
    qualities = [_quality(one, rate) for one in pictures]
    text = master(qualities, _quality(sound, 0.0) if sound else None)
    storage.put(video.master, ContentFile(text.encode()))


def _write_playlist(video: Video, one: Rendition) -> None:
    """Beside the segments; a new making of the same quality gets a new one."""
    entries = [Entry(at, seconds, head) for at, seconds, _, head in one.segments]
    name = f"{one.segments[0][0].partition('/')[0]}-{one.name}{KIND}"
    zone_of(video).storage.put(f"{video.folder}/{video.edition}/{name}", ContentFile(media(entries).encode()))
    rates = [8 * size / max(seconds, 0.1) for _, seconds, size, _ in one.segments]
    one.size = sum(size for _, _, size, _ in one.segments)
    one.bandwidth = round(max(rates))
    one.average = round(8 * one.size / max(sum(seconds for _, seconds, _, _ in one.segments), 0.1))
    one.playlist = f"{video.edition}/{name}"
    one.save()


def _quality(one: Rendition, rate: float) -> Quality:
    return Quality(
        one.playlist,
        one.bandwidth,
        one.average,
        one.codecs,
        one.width,
        one.height,
        rate if one.width else 0.0,
    )


def _note(video: Video, planned: Plan, *, done: bool) -> None:
    video.playing = video.edition
    video.duration_s, video.width, video.height = planned.duration_s, planned.width, planned.height
    if done:
        video.state, video.percent, video.message, video.error = VideoState.READY, 100, "", ""
        this = {"video": str(video.key), "edition": video.edition}
        enqueue("media.download", this, key=job_key(video, "download"), priority=-5)
    video.save()

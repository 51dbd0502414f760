"""All that was made of a video goes to the zone of other viewers: copied first, then named there, then removed where it was."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from foundation.jobs.errors import JobError
from foundation.jobs.registry import Progress

from ..models import Access, Video
from ..zones import PRIVATE, PUBLIC, Zone

SOURCE = "source"  # stays in the private zone for ever
ZONES = {Access.PUBLIC: PUBLIC, Access.DEPUTIES: PRIVATE}


def run(key: str, edition: int, access: str, progress: Progress) -> Any:
    """Safe to repeat: what is there already is written again, and the row says whether the change was made."""
    target = ZONES[Access(access)]
    left = PRIVATE if target is PUBLIC else PUBLIC
    video = Video.objects.filter(pk=key, edition=edition).first()
    if video is None:
        return "不再需要"
    if video.access != access:
        names = sorted(files_of(left, video.folder), key=lambda name: name.endswith(".m3u8"))  # lists last
        for number, name in enumerate(names):
            progress.step(95 * number / len(names), "搬文件")
            copy(left, target, name)
        with transaction.atomic():
            progress.guard()
            if not Video.objects.filter(pk=key, edition=edition).update(access=access):
                raise JobError("视频在搬的时候变了", "会自动再来一次")
    remove(left, video.folder)
    return "已搬好"


def files_of(zone: Zone, folder: str) -> Iterator[str]:
    """Names of everything players get of this video, in folders of any depth."""
    folders, files = listed(zone, folder)
    yield from (f"{folder}/{name}" for name in files)
    for one in folders:
        yield from files_of(zone, f"{folder}/{one}")


def listed(zone: Zone, folder: str) -> tuple[list[str], list[str]]:
    """Folders and files, without the source; nothing for what is not there."""
    try:
        folders, files = zone.storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return [name for name in folders if name != SOURCE], files


def copy(given: Zone, target: Zone, name: str) -> None:
    """Raises StorageUnavailable, or JobError where less arrived than was sent."""
    with given.storage.open(name, "rb") as file:
        size = file.size
        target.storage.put(name, file)
    if target.storage.size(name) != size:
        raise JobError(f"{name} 没有搬完整", "会自动再来一次")


def remove(zone: Zone, folder: str) -> None:
    folders, files = listed(zone, folder)
    for one in folders:
        zone.storage.remove_folder(f"{folder}/{one}")
    for name in files:
        zone.storage.delete(f"{folder}/{name}")

"""Where the files of a video lie, and the addresses under which players reach them."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import cast

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from foundation.storage.files import LocalStorage
from foundation.storage.s3 import S3Storage

from .models import Access, Video
from .tickets import address_of

AT_ONCE = 8  # files on their way at the same time


@dataclass(frozen=True)
class Zone:
    """`name` is the entry in `STORAGES`."""

    name: str

    @property
    def storage(self) -> LocalStorage | S3Storage:
        return cast("LocalStorage | S3Storage", storages[self.name])

    def store(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Keep files under exactly these names, several at a time, a few in memory. Raises StorageUnavailable."""
        waiting = iter(files)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while batch := list(islice(waiting, 2 * AT_ONCE)):
                list(pool.map(lambda one: self.storage.put(one[0], ContentFile(one[1])), batch))

    def address_for(self, video: Video, user) -> Callable[[str], str]:
        """Turns the name of a file of this video into an address; an empty name stays empty."""
        if self.name == "private":
            return lambda name: address_of(video, user, name) if name else ""
        return lambda name: self.storage.url(name) if name else ""


PUBLIC, PRIVATE = Zone("default"), Zone("private")


def zone_of(video: Video) -> Zone:
    """What is for everybody lies in the zone readers reach, the rest where only signed links lead."""
    return PUBLIC if video.access == Access.PUBLIC else PRIVATE

"""Where the files of a video lie, and the addresses under which players reach them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.storage import Storage, storages

from .models import Access, Video
from .tickets import address_of


@dataclass(frozen=True)
class Zone:
    """`name` is the entry in `STORAGES`."""

    name: str

    @property
    def storage(self) -> Storage:
        return storages[self.name]

    def address_for(self, video: Video, user) -> Callable[[str], str]:
        """Turns the name of a file of this video into an address; an empty name stays empty."""
        if self.name == "private":
            return lambda name: address_of(video, user, name) if name else ""
        return lambda name: self.storage.url(name) if name else ""


PUBLIC, PRIVATE = Zone("default"), Zone("private")


def zone_of(video: Video) -> Zone:
    """What is for everybody lies in the zone readers reach, the rest where only signed links lead."""
    return PUBLIC if video.access == Access.PUBLIC else PRIVATE

"""Where players get a broadcast, and under which address: as for videos, the public zone or the private one."""

from collections.abc import Callable

from media_jobs.models import Access
from media_jobs.zones import PRIVATE, PUBLIC, Zone

from .models import Broadcast
from .tickets import address_of


def zone_of(broadcast: Broadcast) -> Zone:
    """What is for everybody lies in the zone readers reach, the rest where only signed links lead."""
    return PUBLIC if broadcast.access == Access.PUBLIC else PRIVATE


def address_for(broadcast: Broadcast, user) -> Callable[[str], str]:
    """Turns a name below the folder of this broadcast into an address. For deputies' ones: of this person, or empty."""
    if broadcast.access == Access.PUBLIC:
        return lambda name: PUBLIC.storage.url(f"{broadcast.folder}/{name}")
    if user is None:
        return lambda name: ""
    return lambda name: address_of(broadcast, user, name)

"""What comes in, for the control room."""

from foundation.rights.may import demand

from ..models import Broadcast
from ..tickets import PREVIEW, address_of
from ._asked import RUN

LIST = "preview.m3u8"


def preview(broadcast: Broadcast, *, by) -> str:
    """Address of the playlist without delay, for this person; it answers 404 while nothing comes in. Raises PermissionDenied."""
    demand(by, RUN, broadcast)
    return address_of(broadcast, by, LIST, PREVIEW)

"""From fragmented MP4 to HLS: fragments taken apart and put on one clock, playlists written by our own code."""

from .fragments import Fragment, Pieces, taken_apart
from .playlists import Entry, Quality, master, media

__all__ = ["Entry", "Fragment", "Pieces", "Quality", "master", "media", "taken_apart"]

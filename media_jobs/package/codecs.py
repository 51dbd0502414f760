"""The name of a codec as playlists say it, read from the head of a file."""

from .boxes import Content


def codecs_of(head: Content) -> str:
    """`avc1.64001f` or `mp4a.40.2`; empty for what is neither."""
    at = bytes(head).find(b"avcC")
    if at >= 0:
        return "avc1." + bytes(head[at + 5 : at + 8]).hex()
    return "mp4a.40.2" if b"mp4a" in head else ""

"""The time of a file says what is in it: web servers make a page's ETag of its time in seconds and its size.

With the time of writing two edits of one size within a second would share a tag, and a reader would go on seeing the
first. With a time made from the hash equal bytes have one tag on every host, in every release and after every repair,
and other bytes have another. The time itself tells nothing, so it is not given out as Last-Modified.
"""

import os

FIRST = 0x20000000  # seconds since 1970: January 1987
SPAN = 0x40000000  # the last one is in January 2021, so no file is ever dated in the future


def date(file: int | str, digest: str) -> None:
    """Date an open or named file that holds the bytes with this SHA-256, after they were written."""
    moment = FIRST + int(digest[:8], 16) % SPAN
    os.utime(file, (moment, moment))

"""How large a table may be, and how it is refused."""

from dataclasses import dataclass

WIDEST = 200  # columns; a person reads the list of them on one screen


@dataclass(frozen=True)
class Limits:
    """`size` and `unpacked` are bytes, of the file and of what it unfolds to."""

    size: int
    unpacked: int
    rows: int


class TableRefused(Exception):
    """The file cannot be taken; the text says why and what to do."""

"""The form of a segment file, known to its writer and its reader: head, tables, posting bitmaps, texts.

A segment holds some documents, newest first, and never changes. For each field it keeps *grams*: runs of 1, 2, 3 …
UTF-16 units. A gram that turns up often gets a number and an exact bitmap of the documents that hold it; only grams
made of two frequent shorter ones are looked at on the next level. All other grams share a signature: each sets three
bits a document. So a frequent query is answered by one bitmap, however common it is, and a rare one leaves few
documents, whose text is then read. Numbers are little-endian, as on every machine this runs on.
"""

from dataclasses import dataclass
from itertools import pairwise

VERSION = 4
MAGIC = b"SPCsearch\n"
FOLDER = ".release/search"
LIST = f"{FOLDER}/index.json"
FIELDS = ("title", "tags", "summary", "all")  # "all" spans the other three and the text

MAX_DOCUMENTS = 2048  # in one segment
MAX_UNITS = 6_000_000
PLAIN = 64  # a segment of so few documents needs no grams: all its texts are read
MAX_FREQUENT = 16_000  # on one level
MAX_LEVEL = 24


@dataclass(frozen=True)
class Tuning:
    """`frequent`: a gram in more than this part of the documents is. `rows`: of the signature, for each rare gram."""

    frequent: float
    rows: int


TUNING = {  # short fields are small anyway, and all of them are looked at for the order of results
    "title": Tuning(0.02, 40),
    "tags": Tuning(0.02, 40),
    "summary": Tuning(0.02, 40),
    "all": Tuning(0.04, 16),
}
LEAST = 32  # documents of a frequent gram, in small segments

ROW = 9  # numbers a document: text start, ends of its four fields, original from and to, facts from and to
MASK = (1 << 64) - 1
STEP, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
SHIFTS = (0, 20, 40)


@dataclass(frozen=True)
class FieldHead:
    """Where the grams of a field lie: for each level (count, keys, bitmaps), and the signature."""

    levels: list[tuple[int, int, int]]
    bits: int  # the signature has 2 ** bits rows; 0: none, any document may match
    signature: int


def signature_rows(level: int, key: int, bits: int) -> list[int]:
    """The rows of the signature a rare gram sets; the writer does the same with whole arrays."""
    mixed = ((key + level * STEP) * FIRST) & MASK
    mixed ^= mixed >> 29
    mixed = (mixed * SECOND) & MASK
    mixed ^= mixed >> 32
    rows = (1 << bits) - 1
    return [(mixed >> shift) & rows for shift in SHIFTS]


def next_keys(numbers: list[int], frequent: int) -> list[int]:
    """Keys of the grams one longer, from the numbers of the frequent ones side by side."""
    return [first * frequent + second for first, second in pairwise(numbers)]

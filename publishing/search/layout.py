"""The form of a segment file, known to its writer and its reader: head, tables, posting bitmaps, texts.

A segment holds some documents, newest first, and never changes. For each field it keeps *grams*: runs of 1, 2, 3 …
UTF-16 units. A gram that turns up often gets a number and an exact bitmap of the documents that hold it; only grams
made of two frequent shorter ones are looked at on the next level. All other grams share a signature: each sets two
bits a document. So a frequent query is answered by one bitmap, however common it is, and a rare one leaves few
documents, whose text is then read. Numbers are little-endian, as on every machine this runs on.
"""

from dataclasses import dataclass
from itertools import pairwise

VERSION = 3
MAGIC = b"SPCsearch\n"
FOLDER = ".release/search"
LIST = f"{FOLDER}/index.json"
FIELDS = ("title", "tags", "summary", "all")  # "all" spans the other three and the text
SIGNATURE_ROWS = {"title": 40, "tags": 40, "summary": 40, "all": 20}  # for each rare gram of a document

MAX_DOCUMENTS = 2048  # in one segment
MAX_UNITS = 1 << 22
PLAIN = 64  # a segment of so few documents needs no grams: all its texts are read
FREQUENT = 0.1  # of the documents
MAX_FREQUENT = 2048  # on one level; their pairs are counted in a table of the square of it
MAX_LEVEL = 24

ROW = 9  # numbers a document: text start, ends of its four fields, original from and to, facts from and to
MASK = (1 << 64) - 1
STEP, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


@dataclass(frozen=True)
class FieldHead:
    """Where the grams of a field lie: for each level (count, keys, bitmaps), and the signature."""

    levels: list[tuple[int, int, int]]
    bits: int  # the signature has 2 ** bits rows; 0: none, any document may match
    signature: int


def signature_rows(level: int, key: int, bits: int) -> tuple[int, int]:
    """The two rows of the signature a rare gram sets; the writer does the same with whole arrays."""
    mixed = ((key + level * STEP) * FIRST) & MASK
    mixed ^= mixed >> 29
    return mixed >> (64 - bits), ((mixed * SECOND) & MASK) >> (64 - bits)


def next_keys(numbers: list[int], frequent: int) -> list[int]:
    """Keys of the grams one longer, from the numbers of the frequent ones side by side."""
    return [first * frequent + second for first, second in pairwise(numbers)]

"""Text as the index holds it: UTF-16 code units, each the same in all spellings, a separator, or to be folded first."""

import codecs
import unicodedata
from functools import cache

from .text import fold

SAME, SEPARATOR, OTHER = 0, 1, 2
SURROGATES = range(0xD800, 0xE000)


def encode(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def decode(data: bytes) -> str:
    return codecs.utf_16_le_decode(data, "surrogatepass", True)[0]  # half the time of bytes.decode


@cache
def classes() -> bytes:
    """What folding does to each unit. Text without OTHER is searched as it stands: folding would change only
    what separates words. Takes a moment, once in a process, and only where an index is made."""
    return bytes(_class_of(code) for code in range(0x10000))


def _class_of(code: int) -> int:
    if code in SURROGATES:
        return OTHER
    character = chr(code)
    folded = unicodedata.normalize("NFKC", character).casefold()
    if folded == character:
        return SAME if character.isalnum() else SEPARATOR
    is_blank = not any(piece.isalnum() for piece in folded)
    return SEPARATOR if is_blank and not character.isalnum() else OTHER


def folded_title(title: str) -> str:
    """Two titles are the same for a searcher when this is."""
    return " ".join(fold(title).split())

"""Folding: the form in which two spellings of one word are equal, with the way back to the original text."""

import unicodedata
from functools import cache

INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}
BLANKS = {" ", "\t", "\u00a0", "\u3000"}


@cache
def fold_char(char: str) -> str:
    """Full width to half width, upper to lower case; one character stays one character."""
    plain = unicodedata.normalize("NFKC", char)
    plain = plain if len(plain) == 1 else char
    lower = plain.lower()
    return lower if len(lower) == 1 else plain


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the place in `text`.

    Invisible characters go, and so do blanks between two Han characters: "习 惯" hides nothing. A line feed
    stays, for it ends a paragraph.
    """
    visible = [(place, char) for place, char in enumerate(text) if char not in INVISIBLE]
    chars: list[str] = []
    places: list[int] = []
    blanks: list[int] = []
    for place, char in visible:
        if char in BLANKS:
            blanks.append(place)
            continue
        if blanks:
            if not (chars and is_han(chars[-1]) and is_han(char)):
                chars += " " * len(blanks)
                places += blanks
            blanks = []
        chars.append(fold_char(char))
        places.append(place)
    return "".join(chars), places


def fold_term(text: str) -> str:
    return fold(text.strip())[0]

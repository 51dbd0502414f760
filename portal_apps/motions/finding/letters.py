"""Text in which spellings do not matter, letter for letter: full width, capitals, punctuation. Plain Python."""

import unicodedata

LONGEST = 200  # characters of a query that are read
MOST = 8  # words of a query; more no longer narrow it
LONG = 40  # letters of one of them


class _Fold(dict):
    """Character to the one it counts as, learnt as characters turn up; what is no letter or digit separates."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char).casefold()
        one = folded if len(folded) == 1 else char
        self[code] = value = one if one.isalnum() else " "
        return value


_FOLD = _Fold()


def folded(text: str) -> str:
    """As long as the text: a place in one is a place in the other."""
    return text.translate(_FOLD)


def stored(*texts: str) -> str:
    """What is kept for finding: words with one blank between them."""
    return " ".join(" ".join(folded(text) for text in texts).split())


def needles(query: str) -> list[str]:
    """What must stand in a text, each somewhere; none when the query has no letter or digit."""
    found = dict.fromkeys(piece[:LONG] for piece in folded(query[:LONGEST]).split())
    return list(found)[:MOST]


def grams(needle: str) -> list[str]:
    """What an index of letters and pairs of letters is asked for."""
    pairs = [needle[at : at + 2] for at in range(len(needle) - 1)]
    return list(dict.fromkeys(pairs or [needle]))

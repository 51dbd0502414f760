"""Breaking a long title: words stay whole, lines are of like length (GB/T 9704—2012, 7.3.1: 词意完整、排列对称)."""

import re
from functools import cache
from itertools import pairwise

import rjieba

from .standard import TITLE_CHARACTERS
from .text import one_line, width

WHOLE = re.compile(
    r"第[0-9０-９A-Za-z（）()〔〕一二三四五六七八九十百零]{1,12}[号次届]|[十百一二三四五六七八九]+届人大|[一二三四五六七八九十]+次会议"
    r"|闭会期间|[0-9A-Za-z.]+"
)
NEVER_FIRST = set("的了和与及、，。；：！？）》〉”’】〕%％")
NEVER_LAST = set("（《〈“‘【〔第")


def lines_of(title: str, widest: float = TITLE_CHARACTERS) -> list[str]:
    """The title on as few lines as it takes. Only a single word wider than a line is cut."""
    pieces = _pieces(one_line(title), widest)
    if not pieces:
        return []
    total = sum(width(piece) for piece in pieces)
    for count in range(1, len(pieces) + 1):
        if total > count * widest:
            continue
        found = _divide(pieces, count, widest)
        if found:
            return found
    return pieces


def _divide(pieces: list[str], count: int, widest: float) -> list[str]:
    """Into so many lines, as even as can be; nothing when it cannot be done."""
    ideal = sum(width(piece) for piece in pieces) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        chosen = None
        for end in range(start + 1, len(pieces) + 1):
            long = width("".join(pieces[start:end]))
            if long > widest or (left == 1 and end < len(pieces)):
                if long > widest:
                    break
                continue
            rest = (0.0, ()) if left == 1 else best(end, left - 1)
            if rest is not None and (chosen is None or (long - ideal) ** 2 + rest[0] < chosen[0]):
                chosen = (long - ideal) ** 2 + rest[0], (end, *rest[1])
        return chosen

    found = best(0, count)
    if found is None:
        return []
    return ["".join(pieces[start:end]) for start, end in pairwise((0, *found[1]))]


def _pieces(title: str, widest: float) -> list[str]:
    """Parts no line break may fall into."""
    words: list[str] = []
    for word in _words(title):
        if (
            words
            and (word[0] in NEVER_FIRST or words[-1][-1] in NEVER_LAST)
            and width(words[-1] + word) <= widest
        ):
            words[-1] += word
        else:
            words.append(word)
    return [part for word in words for part in _cut(word, widest)]


def _words(title: str) -> list[str]:
    found, at = [], 0
    for match in WHOLE.finditer(title):
        found += [*rjieba.cut(title[at : match.start()]), match[0]]
        at = match.end()
    return [word for word in (*found, *rjieba.cut(title[at:])) if word]


def _cut(word: str, widest: float) -> list[str]:
    if width(word) <= widest:
        return [word]
    step = int(widest)
    return [word[at : at + step] for at in range(0, len(word), step)]

"""How text becomes index tokens, and how a query becomes a needle that finds exactly its substrings.

Plain Python. Letters are folded (width, case, accents) and cut into segments:

- a run of Han characters, digits or anything without upper and lower case becomes overlapping pairs and its
  last character: 停车场 → 停车 车场 场. A substring of the run is then a sequence of neighbouring tokens, and a
  single character is the beginning of one.
- a run of cased letters (Latin, Cyrillic, Greek) is one token, the folded word.

Everything else separates segments. Tokens are joined by one blank, so the same string serves as input for FTS5,
for a substring test on PostgreSQL and for counting.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import rjieba

BARRIER = (
    "\ue000"  # stands between fields; private-use letters never survive folding, so no query contains it
)
WORD = "\ue001"  # begins a token that is a whole word by rjieba: used for ranking, never for finding
RARE = "\ue002"  # begins the number of a character that old tokenisers would drop (rare Han in names)
SAFE = re.compile(r"[0-9a-z\u3041-\u3096\u30a1-\u30fa\u3400-\u4db5\u4e00-\u9fa5]")
MAX_INDEXED = 200_000  # characters of one object that are indexed; a work report has 20,000
MAX_QUERY_TOKENS = 512
MAX_NEEDLES = 16


@dataclass(frozen=True)
class Needle:
    """One blank-free piece of a query: its tokens must stand side by side in the document."""

    text: str
    tokens: tuple[str, ...]
    open_end: bool  # the last token may go on (停 finds 停车; an unfinished Latin word while typing)

    @property
    def stream(self) -> str:
        """The needle as it stands inside `index_stream`; it always begins at a token."""
        return " " + " ".join(self.tokens) + ("" if self.open_end else " ")


def fold(text: str) -> str:
    """One spelling for what readers take as the same: full width, upper case, Latin accents, NUL."""
    text = text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be stored or searched
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKC", re.sub(r"[\u0300-\u036f]", "", plain))


def _is_part(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _safe(token: str) -> str:
    return "".join(c if SAFE.match(c) else f"{RARE}{ord(c):05x}" for c in token)


@lru_cache(maxsize=1)
def _segment_pattern() -> re.Pattern:
    """Cased words | other letters, digits and marks. Built from the Unicode table of this Python once."""
    cased: list[int] = []
    other: list[int] = []
    for code in range(0x30000 + 0x2000):
        char = chr(code)
        if _is_part(char):
            (cased if char.islower() else other).append(code)
    return re.compile(f"([{_ranges(cased)}]+)|([{_ranges(other)}]+)")


def _ranges(codes: list[int]) -> str:
    spans: list[list[int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in spans)


def _segments(folded: str) -> list[tuple[bool, str]]:
    """(is a cased word, text) for each segment, in order."""
    return [(bool(m[1]), m[0]) for m in _segment_pattern().finditer(folded)]


def tokens(text: str) -> list[str]:
    """All finding tokens of a text, in order."""
    found: list[str] = []
    for cased, segment in _segments(fold(text[:MAX_INDEXED])):
        if cased:
            found.append(_safe(segment[:100]))
        else:
            found.extend(_safe(segment[i : i + 2]) for i in range(len(segment)))
    return found


def needles(query: str, *, typing: bool = False) -> list[Needle]:
    """The blank-separated pieces of a query. `typing` lets an unfinished Latin word match its continuation."""
    found, budget = [], MAX_QUERY_TOKENS
    for piece in dict.fromkeys(fold(query[: MAX_QUERY_TOKENS * 4]).split()):
        needle = _needle(piece, typing=typing, limit=budget)
        if needle:
            found.append(needle)
            budget -= len(needle.tokens)
        if budget <= 0 or len(found) == MAX_NEEDLES:
            break
    return found


def phrase(query: str) -> list[Needle]:
    """The whole query as one needle: blanks count as any other separator."""
    needle = _needle(fold(query[: MAX_QUERY_TOKENS * 4]), typing=False, limit=MAX_QUERY_TOKENS)
    return [needle] if needle else []


def _needle(piece: str, *, typing: bool, limit: int) -> Needle | None:
    listed = tokens(piece)
    segments = _segments(piece)
    if not segments:
        return None
    last_cased, last = segments[-1]
    open_end = typing if last_cased else len(last) == 1
    if not last_cased and len(last) > 1:
        listed.pop()  # the closing single character would demand that the run ends here
    if len(listed) > limit:
        listed, open_end = listed[:limit], False
    return Needle(piece, tuple(listed), open_end)


def words(text: str) -> list[str]:
    """Words of a text as ranking tokens: rjieba for Han, whole words for the rest."""
    cut = _dictionary().cut_for_search(fold(text[:MAX_INDEXED]))
    return [WORD + _safe(word) for word in cut if len(word) > 1 and all(_is_part(c) for c in word)]


@lru_cache(maxsize=1)
def _dictionary():
    """rjieba with the terms of the People's Congress, which a general dictionary cuts apart."""
    segmenter = rjieba.Jieba()
    for term in Path(__file__).with_name("terms.txt").read_text(encoding="utf-8").split():
        segmenter.add_word(term, None, None)
    return segmenter


def index_stream(fields: list[tuple[str, float]]) -> str:
    """What is stored for several (text, boost): finding tokens field by field, then words as often as their
    field's boost says. Begins and ends with a blank, so that a needle's stream is a plain substring."""
    finding, ranking = [], []
    for text, boost in fields:
        finding += [*tokens(text), BARRIER]
        ranking += words(text) * max(1, min(10, round(boost or 1)))
    return f" {' '.join(finding + ranking)} " if finding else ""

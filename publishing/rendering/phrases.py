"""Where a Chinese headline may break: between phrases, never inside a word, a date or a bracket."""

import re
from functools import lru_cache

import rjieba
from markupsafe import Markup, escape

from .escaping import escape_text

HAN = re.compile(r"[\u3400-\u9fff]")
OPENING = set("（《〈「『【〔“‘(")
CLOSING = set("，。、；：？！）》〉」』】〕”’…,.;:?!)%％")
LEANS_BACK = ("uj", "ul", "uz", "ud", "ug", "uv", "q", "y", "k")  # 的 了 着 地 得, measure words
LEANS_FORWARD = ("p", "d", "a", "f", "b", "c", "h", "r")  # 在 不 新 沿 和 各: one character each
FORWARD = "获被将让把对为向再首"
#: Longest phrase that is made by joining words; a single word may be longer.
PHRASE = 5
#: A last phrase this short joins the one before it: no line ends in a lone word.
ORPHAN, WITH_ORPHAN = 2, 7


def _words(text: str) -> list[tuple[str, str]]:
    """Words with their part of speech; a space is a word of its own."""
    return [(word, tag) for word, tag in rjieba.tag(text) if word]


def _leans(word: str, tag: str, before: str, before_tag: str) -> bool:
    """Whether `word` must stay on the line of what stands before it."""
    if not before or before.isspace() or word.isspace():
        return False
    if word[0] in CLOSING or before[-1] in OPENING or tag in LEANS_BACK:
        return True
    if tag == "m" and before_tag in ("m", "t"):
        return True
    if before_tag == "m" and (len(word) == 1 or tag == "q"):
        return True
    if before[-1] in CLOSING:
        return False
    if len(before) == 1 and (before_tag in LEANS_FORWARD or before in "市省县区" + FORWARD):
        return True
    return len(word) == 1 and tag not in LEANS_FORWARD and word not in OPENING and word not in FORWARD


def _atoms(text: str) -> list[str]:
    """Words joined with what leans on them."""
    atoms: list[str] = []
    before_tag, before = "", ""
    for word, tag in _words(text):
        counted = before_tag in ("m", "q") and tag.startswith("n") and not word.isspace()  # 四十一个 + 问题
        if _leans(word, tag, before, before_tag) or (counted and len(atoms[-1] + word) <= WITH_ORPHAN):
            atoms[-1] += word
        else:
            atoms.append(word)
        before, before_tag = word, tag
    return atoms


def split_phrases(text: str) -> list[str]:
    """The pieces of a headline; joined they are exactly the headline."""
    pieces: list[str] = []
    for atom in _atoms(text):
        last = pieces[-1] if pieces else ""
        joins = (
            last
            and not last.isspace()
            and not atom.isspace()
            and last[-1] not in CLOSING
            and atom[0] not in OPENING
            and len(last) + len(atom) <= PHRASE
        )
        if joins:
            pieces[-1] += atom
        else:
            pieces.append(atom)
    if len(pieces) > 1 and len(pieces[-1]) <= ORPHAN and len("".join(pieces[-2:])) <= WITH_ORPHAN:
        last = pieces.pop()
        pieces[-1] += last
    return pieces


@lru_cache(maxsize=8192)
def phrase(text: str | None) -> Markup:
    """The text with `<wbr>` between phrases; text without Han is only escaped."""
    text = text or ""
    if not HAN.search(text):
        return escape(text)
    out: list[str] = []
    for piece in split_phrases(text):
        if out and not piece[0].isspace() and not out[-1][-1].isspace():
            out.append("<wbr>")
        out.append(escape_text(piece))
    return Markup("".join(out))


def headline(text: str | None) -> Markup:
    """`phrase` for a title that stands alone: one space between two Han halves becomes a line break."""
    halves = re.split(r"(?<=[\u3400-\u9fff）》”]) (?=[\u3400-\u9fff《（“])", text or "")
    if len(halves) != 2:
        return phrase(text)
    return Markup(" <br>").join(phrase(half) for half in halves)

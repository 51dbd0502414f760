"""Character differences of Chinese text. Plain Python.

Comparing long texts character by character is slow and reads badly: a single 的 in common would tie two unrelated
sentences together. So paragraphs are aligned first, then sentences, and only what remains is compared by
character.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Op = Literal["same", "add", "del"]


class Piece(NamedTuple):
    op: Op
    text: str


_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;]+[”’」』）)]*|\n)|[^。！？；!?;\n]+")
_WORD = re.compile(r"[A-Za-z]+|\d+|\s+|.", re.S)  # a Han character stands alone, a number does not fall apart
SIMILAR = 0.3  # below this share in common two sentences are shown as one out, one in


def diff_text(old: str, new: str) -> list[Piece]:
    """Pieces in reading order: without "add" they spell `old`, without "del" they spell `new`."""
    return _merge(_walk(old, new, [_PARAGRAPH, _SENTENCE, _WORD]))


def _walk(old: str, new: str, levels: Sequence[re.Pattern]) -> Iterator[Piece]:
    if old == new:
        yield Piece("same", old)
        return
    if not old or not new or not levels:
        yield Piece("del", old)
        yield Piece("add", new)
        return
    pattern, rest = levels[0], levels[1:]
    before, after = pattern.findall(old), pattern.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not rest and matcher.ratio() < SIMILAR:
        yield Piece("del", old)
        yield Piece("add", new)
        return
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left, right = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal":
            yield Piece("same", left)
        else:
            yield from _walk(left, right, rest)


def _merge(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of one kind become one piece; a deletion comes before the addition that replaces it."""
    merged: list[Piece] = []
    gone, came = "", ""

    def flush() -> None:
        nonlocal gone, came
        merged.extend([Piece("del", gone)] if gone else [])
        merged.extend([Piece("add", came)] if came else [])
        gone, came = "", ""

    for op, text in pieces:
        if op == "del":
            gone += text
        elif op == "add":
            came += text
        elif text:
            flush()
            if merged and merged[-1].op == "same":
                merged[-1] = Piece("same", merged[-1].text + text)
            else:
                merged.append(Piece("same", text))
    flush()
    return merged

"""White space: what a browser would show, without indents made of blanks."""

import re
from typing import TypeVar

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
ALL_SPACE = re.compile(r"[\s\u00a0\u3000\u200b\ufeff\u2060]+")
BREAKING = frozenset(" \t\r\n\u00a0")
EDGE = frozenset(" \t\r\n\u00a0\u3000\u200b\ufeff\u2060")


def squeeze(text: str) -> str:
    """Without any white space: the form in which texts are compared."""
    return ALL_SPACE.sub("", CONTROL.sub("", text))


def is_wide(char: str) -> bool:
    """Han, kana, full-width punctuation: between two of them a line break in the source means nothing."""
    return "\u2e80" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" or char in "“”‘’…—〔〕"


Mark = TypeVar("Mark")


def settle(chars: list[tuple[str, Mark]]) -> list[tuple[str, Mark]]:
    """Characters with their marks: breaking white space collapsed, none at either edge.

    Ideographic blanks inside a line stay: names in lists are set apart with them.
    """
    settled: list[tuple[str, Mark]] = []
    gap = ""
    for char, mark in chars:
        if char in BREAKING:
            gap += char
            continue
        if gap and settled and not ("\n" in gap and is_wide(settled[-1][0]) and is_wide(char)):
            settled.append((" ", mark))
        gap = ""
        settled.append((char, mark))
    while settled and settled[0][0] in EDGE:
        settled.pop(0)
    while settled and settled[-1][0] in EDGE:
        settled.pop()
    return settled

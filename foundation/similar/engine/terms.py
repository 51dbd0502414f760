"""The terms of a text: pairs of neighbouring letters, single letters, and what its words mean. A term is a number."""

from dataclasses import dataclass

import numpy as np

from .text import fold, meanings, without_phrases

PAIR, LETTER, MEANING = 0, 1, 2
KINDS = (PAIR, LETTER, MEANING)
SHIFT = np.uint32(30)  # the kind stands in the two highest bits, a hash below them
REST = np.uint32((1 << 30) - 1)
FIRST, SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B)
LONGEST = 20_000  # letters of an item that are indexed
TITLE_TIMES = 2  # a title counts as if it were said so often
QUERY_LONGEST = 600  # characters of a half-written text that are searched with

Keys = np.ndarray


@dataclass(frozen=True)
class Terms:
    """Distinct terms in order, how often each stands there, and how many of each kind there are in all."""

    keys: Keys
    counts: np.ndarray
    lengths: tuple[int, int, int]


def item_terms(title: str, text: str) -> Terms:
    return _terms(fold("\n".join([*[title] * TITLE_TIMES, text])[:LONGEST]))


def query_terms(title: str, text: str = "") -> Terms:
    """As of an item, without the phrases of the trade; all that is left when a query has nothing else."""
    folded = fold("\n".join([*[title[:QUERY_LONGEST]] * TITLE_TIMES, text[:QUERY_LONGEST]]))
    found = _terms(without_phrases(folded))
    return found if len(found.keys) else _terms(folded)


def kind_of(keys: Keys) -> np.ndarray:
    return keys >> SHIFT


def pairs(folded: str) -> Keys:
    """The pairs of neighbouring letters in order, repeated as they are."""
    codes = _codes(folded)
    return _pairs(codes, codes != ord(" "))


def _terms(folded: str) -> Terms:
    codes = _codes(folded)
    letter = codes != ord(" ")
    said = np.array(meanings(folded), np.uint32)
    kinds = [_pairs(codes, letter), _key(codes[letter] * FIRST, LETTER), _key(said, MEANING)]
    keys, counts = np.unique(np.concatenate(kinds), return_counts=True)
    first, second, third = (len(found) for found in kinds)
    return Terms(keys, np.minimum(counts, 255).astype(np.uint8), (first, second, third))


def _codes(folded: str) -> np.ndarray:
    return np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32)


def _pairs(codes: np.ndarray, letter: np.ndarray) -> Keys:
    beside = letter[:-1] & letter[1:]
    return _key(codes[:-1][beside] * FIRST ^ (codes[1:][beside] + SECOND) * SECOND, PAIR)


def _key(values: np.ndarray, kind: int) -> Keys:
    mixed = values ^ values >> np.uint32(15)
    return (mixed & REST) | np.uint32(kind) << SHIFT

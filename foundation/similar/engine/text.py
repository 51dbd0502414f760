"""Text in which spellings do not matter: full width, capitals, punctuation."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ahocorasick

HERE = Path(__file__).parent


class _Fold(dict):
    """Character to its folded form, learnt as characters turn up. What separates words becomes a blank."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = value = "".join(char if char.isalnum() else " " for char in folded)
        return value


_FOLD = _Fold()


def fold(text: str) -> str:
    return text.translate(_FOLD)


@dataclass(frozen=True)
class Letters:
    """The folded letters of a text without anything between them, and where in the text each stands."""

    text: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of the letters start..end."""
        return self.places[start], self.places[end - 1] + 1


def letters(text: str, most: int) -> Letters:
    """At most the first `most` letters. A character that folds to several (㎡) stays itself: half of one is no place."""
    found: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        letter = _FOLD[ord(char)].replace(" ", "")
        if letter:
            found.append(letter if len(letter) == 1 else char)
            places.append(place)
        if len(found) >= most:
            break
    return Letters("".join(found), places)


@lru_cache(maxsize=2)
def _lines(name: str) -> list[list[str]]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _phrases() -> ahocorasick.Automaton:
    return _automaton({fold(word): len(fold(word)) for line in _lines("phrases.txt") for word in line})


@lru_cache(maxsize=1)
def _meanings() -> ahocorasick.Automaton:
    found: dict[str, set[int]] = {}
    for number, words in enumerate(_lines("meanings.txt")):
        for word in words:
            found.setdefault(fold(word), set()).add(number)
    return _automaton({word: tuple(sorted(numbers)) for word, numbers in found.items()})


def _automaton(words: dict) -> ahocorasick.Automaton:
    made = ahocorasick.Automaton()
    for word, value in words.items():
        made.add_word(word, value)
    made.make_automaton()
    return made


def without_phrases(folded: str) -> str:
    """The same with phrases of the trade (请问, 关于, 建议…) blanked, every place kept."""
    out, last = [], 0
    for end, length in _phrases().iter_long(folded):
        out += [folded[last : end + 1 - length], " " * length]
        last = end + 1
    return "".join([*out, folded[last:]])


def meanings(folded: str) -> list[int]:
    """Numbers of the lines of meanings.txt a text speaks of, as often as it does."""
    return [number for _, numbers in _meanings().iter_long(folded) for number in numbers]


def named_meaning(number: int) -> str:
    """The word a line of meanings.txt begins with."""
    return _lines("meanings.txt")[number][0]

"""What a query and an item share: passages to mark in both, and the rare words they both use."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import rjieba

from .common import Automaton, Run
from .terms import pairs
from .text import Letters, fold, letters, meanings, named_meaning, without_phrases

TITLE, TEXT = "title", "text"
FIELDS = (TITLE, TEXT)
BORDER = "\n"  # no letter: what is shared never reaches from the title into the text
OURS, THEIRS = 4000, 20_000  # letters compared
SHORTEST = 4  # letters of a passage
TELLING = 1.6  # a passage must say so much: each of its pairs 1 if nobody else says it, 0 if all do
RARE = 0.3  # of a word worth naming, every pair says at least so much
NAMED, LONGEST_NAME = 3, 8
LOOKED_AT = 96  # runs, the longest first

Telling = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Span:
    """Characters start..end of a field (`title` or `text`)."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """The same letters in the query and in the item; blanks and punctuation between them may differ."""

    query: Span
    item: Span
    letters: int


@dataclass(frozen=True)
class Shared:
    """`same_title` and `overlap`: shares of the shorter title and of the shorter text that both have, 0 to 1."""

    passages: tuple[Passage, ...]
    words: tuple[str, ...]
    meanings: tuple[str, ...]
    same_title: float
    overlap: float

    @property
    def longest(self) -> int:
        return max((passage.letters for passage in self.passages), default=0)


class Query:
    """A query prepared for comparing. `telling` gives for pairs of letters how much each says, 0 to 1."""

    def __init__(self, title: str, text: str, telling: Telling) -> None:
        self.texts = {TITLE: title, TEXT: text}
        self.fields = {TITLE: letters(title, OURS), TEXT: letters(text, OURS)}
        self.split = len(self.fields[TITLE].text) + len(BORDER)
        self.all = self.fields[TITLE].text + BORDER + self.fields[TEXT].text
        plain = without_phrases(self.all)
        spoken = np.array([letter not in (" ", BORDER) for letter in plain], bool)
        told = telling(pairs(self.all.replace(BORDER, "\0"))) * (spoken[:-1] & spoken[1:])
        self.told = np.concatenate([[0.0], np.cumsum(told)])  # by what stands before each letter
        self.source = f"{title}\n{text}"[:OURS]

    @cached_property
    def automaton(self) -> Automaton:
        return Automaton(self.all)

    @cached_property
    def words(self) -> list[str]:
        """Folded words of the query, neighbours that make a name together too, phrases of the trade left out."""
        cut = rjieba.cut(without_phrases(fold(self.source)))
        joined = [a + b for a, b in pairwise(cut) if min(len(a), len(b)) > 1]
        good = [w for w in cut + joined if 2 <= len(w) <= LONGEST_NAME and " " not in w and not w.isdigit()]
        return [word for word in dict.fromkeys(good) if word in self.all]

    def shared(self, title: str, text: str) -> Shared:
        theirs = {TITLE: letters(title, THEIRS), TEXT: letters(text, THEIRS)}
        passages: list[Passage] = []
        taken = np.zeros(len(self.all), bool)  # of the query, by passages
        copied = 0  # letters of our text in theirs
        for field in FIELDS:
            mine = self._chosen(theirs[field].text, taken)
            copied += sum(run.length for run in mine if field == TEXT and run.ours >= self.split)
            passages += [self._passage(run, field, theirs[field]) for run in mine]
        passages.sort(key=lambda one: (-one.letters, one.query.field, one.query.start))
        everything = theirs[TITLE].text + BORDER + theirs[TEXT].text
        shorter = min(len(self.fields[TEXT].text), len(theirs[TEXT].text))
        return Shared(
            tuple(passages),
            self._names(everything),
            self._meanings(fold(title) + BORDER + fold(text)),
            self._same_title(theirs[TITLE].text),
            copied / max(1, shorter),
        )

    def _chosen(self, theirs: str, taken: np.ndarray) -> list[Run]:
        """Runs that say something and overlap on neither side, the longest first."""
        used = np.zeros(len(theirs), bool)
        runs = sorted(self.automaton.runs(theirs, SHORTEST), key=lambda run: (-run.length, run.theirs))
        chosen: list[Run] = []
        for run in runs[:LOOKED_AT]:
            cut = _free(run, used, taken)
            if cut and self._says(cut) >= TELLING:
                used[cut.theirs : cut.theirs + cut.length] = True
                taken[cut.ours : cut.ours + cut.length] = True
                chosen.append(cut)
        return chosen

    def _says(self, run: Run) -> float:
        return float(self.told[run.ours + run.length - 1] - self.told[run.ours])

    def _passage(self, run: Run, field: str, theirs: Letters) -> Passage:
        span = Span(field, *theirs.span(run.theirs, run.theirs + run.length))
        return Passage(self._span(run.ours, run.length), span, run.length)

    def _names(self, theirs: str) -> tuple[str, ...]:
        """The rarest words of the query the item has too, as the query spells them; of nested ones the longer."""
        told = []
        for word in self.words:
            if word in theirs:
                at = self.all.index(word)
                told.append((float(np.diff(self.told[at : at + len(word)]).min()), word))
        names: list[str] = []
        for much, word in sorted(told, key=lambda one: (-one[0] * len(one[1]), one[1])):
            if much >= RARE and not any(word in name or name in word for name in names):
                names.append(word)
        return tuple(self._spelt(name) for name in names[:NAMED])

    def _spelt(self, word: str) -> str:
        span = self._span(self.all.index(word), len(word))
        return self.texts[span.field][span.start : span.end]

    def _span(self, at: int, length: int) -> Span:
        in_title = at < self.split - len(BORDER)
        field, start = (TITLE, at) if in_title else (TEXT, at - self.split)
        return Span(field, *self.fields[field].span(start, start + length))

    def _meanings(self, theirs: str) -> tuple[str, ...]:
        both = dict.fromkeys(meanings(fold(self.source)))
        other = set(meanings(theirs))
        return tuple(named_meaning(number) for number in both if number in other)[:NAMED]

    def _same_title(self, theirs: str) -> float:
        ours = self.fields[TITLE].text
        if not ours or not theirs:
            return 0.0
        longest = max((run.length for run in Automaton(ours).runs(theirs, 1)), default=0)
        return longest / max(len(ours), len(theirs))


def _free(run: Run, used: np.ndarray, taken: np.ndarray) -> Run | None:
    """The longest part of a run that nothing has yet on either side."""
    busy = used[run.theirs : run.theirs + run.length] | taken[run.ours : run.ours + run.length]
    if not busy.any():
        return run
    edges = np.flatnonzero(np.concatenate([[True], busy, [True]]))
    gaps = np.diff(edges) - 1
    best = int(gaps.argmax())
    if gaps[best] < SHORTEST:
        return None
    start = int(edges[best])
    return Run(run.ours + start, run.theirs + start, int(gaps[best]))

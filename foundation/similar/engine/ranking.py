"""Which items resemble a query most: BM25 over pairs of letters, single letters and meanings.

Tuned on two thousand letters of citizens and reported on others (decision 0180). Statistics count living items only and
sums are made in the order of the query's terms, so the same items rank the same in however many segments they lie.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .segment import Segment
from .terms import KINDS, LETTER, MEANING, PAIR, Terms, kind_of

SATURATION, BY_LENGTH, SHARPNESS = 1.2, 0.9, 1.3  # k1, b, and the power of a term's rarity
WEIGHTS = {PAIR: 1.0, LETTER: 0.8, MEANING: 1.5}
USED = {PAIR: 64, LETTER: 32, MEANING: 16}  # of the terms of a long query, the weightiest
ENOUGH = 40  # terms in common, weighted, make two texts alike
CLOSER = 1000  # so many of the best by pairs and meanings are compared by single letters too


@dataclass(frozen=True)
class Ranked:
    """`score`: 1 says all the query says, weighted by rarity, about as concisely as usual; 0 nothing of it; a short
    text that says it all may have more than 1."""

    number: int
    collection: str
    id: str
    score: float


@dataclass(frozen=True)
class Asked:
    """A query's terms that count, in order, with their weights."""

    keys: np.ndarray
    weights: np.ndarray

    @cached_property
    def best(self) -> float:
        """What a title weighs; of a longer query its weightiest terms, as nobody repeats a whole letter."""
        return float(np.sort(self.weights)[-ENOUGH:].sum())


class Index:
    """What several segments hold now: of an item in many of them, the one in the first given (the newest) counts."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = list(segments)
        numbers = np.concatenate(
            [np.empty(0, np.int64), *(part for one in segments for part in (one.gone, one.numbers))]
        )
        first = np.zeros(len(numbers), bool)
        first[np.unique(numbers, return_index=True)[1]] = True
        self.alive: list[np.ndarray] = []
        at = 0
        for segment in self.segments:
            at += len(segment.gone)
            self.alive.append(first[at : at + segment.count])
            at += segment.count
        self.whole = [bool(alive.all()) for alive in self.alive]
        self.count = sum(int(alive.sum()) for alive in self.alive)

    @cached_property
    def _slowness(self) -> list[np.ndarray]:
        """For each segment, kind and item, how often a term must be said to count half."""
        totals = [0] * len(KINDS)
        for segment, alive in zip(self.segments, self.alive, strict=True):
            for kind in KINDS:
                totals[kind] += int(segment.lengths[kind][alive].sum(dtype=np.int64))
        means = np.array([max(total, 1) / max(self.count, 1) for total in totals])[:, None]
        return [
            SATURATION * (1 - BY_LENGTH + BY_LENGTH * segment.lengths / means) for segment in self.segments
        ]

    def frequencies(self, keys: np.ndarray) -> np.ndarray:
        """In how many items each term stands. `keys` are in order."""
        found = np.zeros(len(keys), np.int64)
        for segment, alive, whole in zip(self.segments, self.alive, self.whole, strict=True):
            places = segment.places(keys)
            there = np.flatnonzero(places >= 0)
            if whole:
                found[there] += segment.starts[places[there] + 1] - segment.starts[places[there]]
                continue
            for one in there:
                found[one] += np.count_nonzero(alive[segment.posting(places[one])[0]])
        return found

    def rarity(self, keys: np.ndarray) -> np.ndarray:
        """0 for what stands everywhere to about log(1 + items) for what stands nowhere."""
        found = self.frequencies(keys)
        return np.log(1 + (self.count - found + 0.5) / (found + 0.5))

    def telling(self, keys: np.ndarray) -> np.ndarray:
        """How much each pair of letters says: 0 what all say, 1 what one alone says. In any order; what is no longer
        there still counts."""
        distinct, places = np.unique(keys, return_inverse=True)
        found = np.zeros(len(distinct), np.int64)
        for segment in self.segments:
            at = segment.places(distinct)
            found += np.where(at >= 0, segment.starts[at + 1] - segment.starts[at], 0)
        return (1 - np.log(np.maximum(found, 1)) / np.log(max(self.count, 2))).clip(0)[places]

    def asked(self, query: Terms) -> Asked:
        kinds = kind_of(query.keys)
        weights = self.rarity(query.keys) ** SHARPNESS * (1 + np.log(query.counts))
        chosen = []
        for kind in KINDS:
            weights[kinds == kind] *= WEIGHTS[kind]
            places = np.flatnonzero(kinds == kind)
            chosen.append(places[np.argsort(-weights[places], kind="stable")[: USED[kind]]])
        kept = np.sort(np.concatenate(chosen))
        return Asked(query.keys[kept], weights[kept])

    def ranked(self, query: Terms, collections: Collection[str], least: float = 0.0) -> list[Ranked]:
        """The best first; none below `least`. Of thousands that resemble it, the best thousand or so."""
        asked = self.asked(query)
        if not asked.best:
            return []
        kinds = kind_of(asked.keys)
        far = kinds != LETTER if (kinds != LETTER).any() else kinds == LETTER
        scores = [self._scores(place, asked, far, collections) for place in range(len(self.segments))]
        chosen = self._closest(scores)
        found: list[Ranked] = []
        for place, items in enumerate(chosen):
            sums = scores[place][items] + self._add(place, asked, ~far, items)
            found += self._rows(place, items, sums / asked.best, least)
        return sorted(found, key=lambda row: (-row.score, row.number))

    def _rows(self, place: int, items: np.ndarray, scores: np.ndarray, least: float) -> list[Ranked]:
        segment, good = self.segments[place], (scores >= least) & (scores > 0)
        return [
            Ranked(
                int(segment.numbers[item]),
                segment.names[segment.collections[item]],
                segment.id(item),
                float(score),
            )
            for item, score in zip(items[good], scores[good], strict=True)
        ]

    def _scores(
        self, place: int, asked: Asked, which: np.ndarray, collections: Collection[str]
    ) -> np.ndarray:
        """Of every item of a segment; nought for those not living or not asked for."""
        segment, sums = self.segments[place], np.zeros(self.segments[place].count)
        for key, weight, items, counts in self._postings(segment, asked, which):
            slowness = self._slowness[place][key >> 30][items]
            sums[items] += weight * (SATURATION + 1) * counts / (counts + slowness)
        wanted = np.array([name in collections for name in segment.names], bool)
        return np.where(self.alive[place] & wanted[segment.collections], sums, 0.0)

    def _closest(self, scores: list[np.ndarray]) -> list[np.ndarray]:
        """The best items of all segments together, and all that are as good as the last of them."""
        every = np.concatenate([np.zeros(1), *scores])
        limit = np.partition(every, -CLOSER)[-CLOSER] if len(every) > CLOSER else 0.0
        return [np.flatnonzero((one >= limit) & (one > 0)) for one in scores]

    def _add(self, place: int, asked: Asked, which: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        segment, sums = self.segments[place], np.zeros(len(chosen))
        sought = chosen.astype(segment.items.dtype)  # else each search copies the posting
        for key, weight, items, counts in self._postings(segment, asked, which):
            at = np.minimum(np.searchsorted(items, sought), len(items) - 1)
            counted = counts[at] * (items[at] == sought)
            slowness = self._slowness[place][key >> 30][chosen]
            sums += weight * (SATURATION + 1) * counted / (counted + slowness)
        return sums

    def _postings(self, segment: Segment, asked: Asked, which: np.ndarray):
        for key, weight, place in zip(
            asked.keys[which].tolist(), asked.weights[which], segment.places(asked.keys[which]), strict=True
        ):
            if place >= 0:
                yield key, weight, *segment.posting(place)

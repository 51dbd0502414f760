"""Stretches of time that follow each other, with holes between: counting, in plain Python. Times in seconds."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

NEAR = 0.25  # seconds two stretches may lie apart and still be one


@dataclass(frozen=True)
class Span:
    """From `at` on, `seconds` long."""

    at: float
    seconds: float

    @property
    def end(self) -> float:
        return self.at + self.seconds


def offsets(spans: Sequence[Span], moments: Iterable[float]) -> list[float | None]:
    """Where each moment lies when the stretches are played one after the other. A moment in a hole is the start of what
    follows; one after all of them is the end. None where there are no stretches.
    """
    if not spans:
        return [None for _ in moments]
    starts, told, total = [one.at for one in spans], [], 0.0
    for one in spans:
        told.append(total)
        total += one.seconds
    found: list[float | None] = []
    for moment in moments:
        place = bisect_right(starts, moment) - 1
        inside = 0.0 if place < 0 else min(max(0.0, moment - starts[place]), spans[place].seconds)
        found.append(round(told[max(place, 0)] + inside, 3))
    return found


def missing(spans: Sequence[Span]) -> int:
    """How many stretches of the usual length the holes between them would hold."""
    if len(spans) < 2:
        return 0
    usual = sorted(one.seconds for one in spans)[len(spans) // 2] or 1.0
    gaps = (after.at - before.end for before, after in pairwise(spans))
    return sum(max(1, round(gap / usual)) for gap in gaps if gap > NEAR)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Stretches that follow on each other as one."""
    found: list[Span] = []
    for one in spans:
        if found and one.at - found[-1].end <= NEAR:
            found[-1] = Span(found[-1].at, max(found[-1].end, one.end) - found[-1].at)
        else:
            found.append(one)
    return found

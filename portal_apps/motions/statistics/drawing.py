"""Shapes of the charts: coordinates only; words and numbers stand beside them in the page."""

from collections.abc import Sequence
from dataclasses import dataclass

ROWS, CELL = 8, 12  # of the field of promises: rows, and units a square takes


@dataclass(frozen=True)
class Segment:
    """A piece of a bar of length 100. `tone` is a class of the style sheet."""

    x: float
    width: float
    tone: str


@dataclass(frozen=True)
class Square:
    x: int
    y: int
    tone: str


def stacked(values: Sequence[tuple[int, str]], whole: int | None = None) -> list[Segment]:
    """The values one after the other; `whole` is what the full length stands for (their sum)."""
    total = whole or sum(value for value, _ in values) or 1
    made, x = [], 0.0
    for value, tone in values:
        width = min(value / total * 100, 100 - x)
        if width > 0:
            made.append(Segment(round(x, 2), round(width, 2), tone))
        x += width
    return made


def field(values: Sequence[tuple[int, str]]) -> tuple[list[Square], int]:
    """A square for each thing, column by column, and how wide the field is."""
    tones = [tone for value, tone in values for _ in range(value)]
    squares = [Square(number // ROWS * CELL, number % ROWS * CELL, tone) for number, tone in enumerate(tones)]
    return squares, max(-(-len(tones) // ROWS), 1) * CELL

"""What the body of a document is made of."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, begun by a heading of a level 1 to 4 (一、 （一） 1. （1）) that runs on into the text, or level 0.

    `lead` is the heading's own part, set in the type of its level; a heading that stands alone has no `text`.
    `keep` holds it on one page with what follows: the last words of a letter with its signature.
    """

    text: str = ""
    lead: str = ""
    level: int = 0
    keep: bool = False


@dataclass(frozen=True)
class Bar:
    """A bar in a cell, `share` of its width from 0 to 1, above a thinner one for comparison. The number stands beside it."""

    share: float
    former: float | None = None

    def drawn(self) -> list[tuple[float, float, float, str]]:
        """Top, height and length in hundredths of a box of 100 by 16, and the colour."""
        bars = [(0.0 if self.former is not None else 3.0, 10.0, self.share * 100, "#1f4e8c")]
        if self.former is not None:
            bars.append((11.0, 5.0, self.former * 100, "#9aa5b1"))
        return [(top, height, max(0.0, min(length, 100.0)), colour) for top, height, length, colour in bars]


Cell = str | Bar


@dataclass(frozen=True)
class Table:
    """A simple table: one row of heads, rows of the same length; `widths` are shares, equal when empty.

    `numeric` are the columns set to the right.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    widths: tuple[float, ...] = ()
    numeric: frozenset[int] = frozenset()

    def shares(self) -> list[float]:
        """Of the width of the page, one per column, together 1."""
        given = self.widths or (1.0,) * len(self.head)
        return [width / sum(given) for width in given]


Block = Paragraph | Table


def weight(blocks: Sequence[Block]) -> tuple[int, int]:
    """How many characters and how many cells: what limits are set upon."""
    characters = cells = 0
    for block in blocks:
        match block:
            case Paragraph():
                characters += len(block.text) + len(block.lead)
            case Table():
                cells += len(block.head) * (len(block.rows) + 1)
                characters += sum(
                    len(cell) for row in (block.head, *block.rows) for cell in row if isinstance(cell, str)
                )
    return characters, cells

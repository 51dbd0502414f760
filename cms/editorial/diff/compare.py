"""Line up the units of two texts of a page and say of each what happened to it."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from .text import Piece, diff_text
from .units import Unit, units_of

Kind = Literal["same", "changed", "added", "removed", "moved"]
LABELS = {"changed": "改", "added": "增", "removed": "删", "moved": "移"}


@dataclass(frozen=True, slots=True)
class Row:
    kind: Kind
    label: str
    pieces: list[Piece]

    @property
    def mark(self) -> str:
        return LABELS.get(self.kind, "")


def compare_pages(old, new) -> list[Row]:
    """Rows in the order of the new text; what is gone stands where it stood. Without `old` all is new."""
    return compare_units(units_of(old) if old else [], units_of(new))


def compare_units(old: list[Unit], new: list[Unit]) -> list[Row]:
    before, after = {u.key: u for u in old}, {u.key: u for u in new}
    matcher = SequenceMatcher(None, list(before), list(after), autojunk=False)
    rows: list[Row] = []
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        kept = set(list(before)[i1:i2])
        gone = [before[key] for key in list(before)[i1:i2] if key not in after]
        came = [after[key] for key in list(after)[j1:j2] if key not in before]
        successors = _pair(gone, came)
        replaced = {unit.key for unit in successors.values()}
        rows += [_gone(unit) for unit in gone if unit.key not in replaced]
        for key in list(after)[j1:j2]:
            old_unit = before.get(key) or successors.get(key)
            rows.append(_row(old_unit, after[key], moved=key in before and key not in kept))
    return rows


def _pair(gone: list[Unit], came: list[Unit]) -> dict[str, Unit]:
    """A block typed or pasted anew in the place of a similar one is the same block to a reader."""
    pairs: dict[str, Unit] = {}
    left = list(gone)
    for unit in came:
        for old in left:
            if old.label == unit.label and _alike(old.text, unit.text):
                pairs[unit.key] = old
                left.remove(old)
                break
    return pairs


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old[:2000], new[:2000], autojunk=False)
    return matcher.quick_ratio() >= 0.5 and matcher.ratio() >= 0.5


def changed_rows(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.kind != "same"]


def _gone(unit: Unit) -> Row:
    return Row("removed", unit.label, [Piece("del", unit.text)])


def _row(old: Unit | None, new: Unit, *, moved: bool) -> Row:
    if old is None:
        return Row("added", new.label, [Piece("add", new.text)])
    if old.text == new.text:
        return Row("moved" if moved else "same", new.label, [Piece("same", new.text)])
    return Row("changed", new.label, diff_text(old.text, new.text))

"""How a rule counts, as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"
    DATE = "date"  # a day of every year, such as 08-31


class Direction(StrEnum):
    AFTER = "after"  # so long after the day it starts
    BEFORE = "before"  # so long before a day to come: papers seven days before a meeting


class Roll(StrEnum):
    """Where a last day goes that is no working day (Civil Code §203)."""

    NEXT = "next"
    PREVIOUS = "previous"  # for what must be done so long before a day
    NONE = "none"


@dataclass(frozen=True)
class Method:
    """`value` counts units; for `Unit.DATE` it is month * 100 + day. The start day does not count (Civil Code §201)
    unless `start_counts`."""

    value: int
    unit: Unit
    direction: Direction = Direction.AFTER
    start_counts: bool = False
    roll: Roll = Roll.NEXT

    @property
    def moved_by_pauses(self) -> bool:
        """A fixed day, and what is counted back from a day, stay where they are."""
        return self.direction == Direction.AFTER and self.unit != Unit.DATE


@dataclass(frozen=True)
class Pause:
    """The days after `since`, up to and with `until`, do not count: as at the start, the day itself is not counted."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"a pause ends before it begins: {self}")

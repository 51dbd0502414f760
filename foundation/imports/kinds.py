"""What an app says of a table it takes: its columns, how a row is judged, how the rows are written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal

from django import forms

from .cells import text


class Action(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Problem:
    """Where, what, what to do. `column` is the key of a column, empty for the whole row. `grave`: the row cannot go in."""

    row: int
    column: str
    what: str
    cure: str
    grave: bool = True


@dataclass(frozen=True)
class Column:
    """`read` makes a value of a cell (see `cells`); `synonyms` are other headings people write above it."""

    key: str
    name: str
    read: Callable[[Any], Any] = text
    synonyms: tuple[str, ...] = ()
    required: bool = False
    help: str = ""


class Row:
    """One line of the table. `judge` of the kind sets `action` and `blame`s; `memo` is its own, for `apply`."""

    def __init__(self, number: int, values: dict[str, Any]) -> None:
        self.number, self.values = number, values
        self.action, self.memo = Action.CREATE, None  # type: Action, Any
        self.problems: list[Problem] = []

    def __getitem__(self, key: str) -> Any:
        """The value of a column; None where the cell is empty or the file has no such column."""
        return self.values.get(key)

    @property
    def sound(self) -> bool:
        return not any(problem.grave for problem in self.problems)

    def blame(self, column: str, what: str, cure: str) -> None:
        """The row cannot go in. The text never repeats a personal number."""
        self.problems.append(Problem(self.number, column, what, cure))

    def remark(self, column: str, what: str, cure: str) -> None:
        """The row can go in, but somebody should look at it first."""
        self.problems.append(Problem(self.number, column, what, cure, grave=False))


Step = Callable[[int], object]


@dataclass(frozen=True)
class TableKind:
    """A kind of table people may hand in.

    `judge(rows, choices, by)` sees all rows at once, so that it asks the database a few times and not per row: it sets
    `row.action` and blames; rows with unreadable cells are among them (`row.sound`). `apply(rows, choices, by, step)`
    writes those to create or update inside one transaction that the engine holds; it calls `step(rows done)` and may
    return figures for people, by Chinese name. An empty cell never erases what is stored. `choices` asks for what is
    not in the file (a term, a delegation); its cleaned values come back in each call. `verb` opens it all.
    `after` names the address that shows what came in.
    """

    key: str
    name: str
    verb: str
    columns: tuple[Column, ...]
    judge: Callable[[list[Row], dict[str, Any], Any], None]
    apply: Callable[[list[Row], dict[str, Any], Any, Step], dict[str, int | str] | None]
    choices: type[forms.Form] = forms.Form
    after: str = ""
    help: str = ""

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}


kinds: dict[str, TableKind] = {}


def register_table(kind: TableKind) -> None:
    """Call it in `AppConfig.ready`."""
    kinds[kind.key] = kind


def count(rows: Iterable[Row]) -> dict[Literal["create", "update", "unchanged"], int]:
    """How many rows would be created, updated, left as they are."""
    counts = dict.fromkeys(map(str, Action), 0)
    for row in rows:
        counts[str(row.action)] += 1
    return counts  # type: ignore[return-value]

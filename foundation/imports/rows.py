"""From the lines of a file to rows of a kind, and what the kind intends with them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from foundation.rulebook.reading import rule_value

from .cells import CellFault, is_empty
from .guess import headings_of
from .kinds import Row, TableKind, count
from .models import Upload
from .reading import Limits, Table, arrange, read

SHOWN = 2000  # problems kept for the screen; the file with remarks has all


def limits() -> Limits:
    """As the rules say."""
    mb = 1 << 20
    return Limits(
        size=int(rule_value("imports.max_mb")) * mb,
        unpacked=int(rule_value("imports.max_unpacked_mb")) * mb,
        rows=int(rule_value("imports.max_rows")),
    )


def table_of(kind: TableKind, data: bytes, *, first: int | None = None) -> Table:
    """Raises TableRefused."""
    lines, notes = read(data, limits(), first=first)
    return arrange(lines, notes, headings_of(kind).get)


def rows_of(
    kind: TableKind, table: Table, columns: dict[str, int], step: Callable[[float], Any]
) -> list[Row]:
    """Every line as a row; what a cell cannot mean is blamed on it."""
    rows = []
    for done, (number, cells) in enumerate(table.lines):
        row = Row(number, {})
        for key, place in columns.items():
            raw = cells[place]
            row.values[key] = None if is_empty(raw) else _read(kind, row, key, raw)
            if is_empty(raw) and kind.by_key[key].required:
                row.blame(key, "是空的", "这一列必须填。")
        rows.append(row)
        if done % 200 == 0:
            step(done / len(table.lines))
    return rows


def _read(kind: TableKind, row: Row, key: str, raw: Any) -> Any:
    try:
        return kind.by_key[key].read(raw)
    except CellFault as fault:
        row.blame(key, fault.what, fault.cure)
        return None


def choices_of(kind: TableKind, upload: Upload) -> dict[str, Any]:
    """What was chosen beside the file, cleaned again: a term may be gone since."""
    form = kind.choices(upload.choices)
    return form.cleaned_data if form.is_valid() else {}


def judged(upload: Upload, kind: TableKind, step: Callable[[float], Any]) -> list[Row]:
    """All rows with their actions and problems, read afresh. `step` takes 0 to 1. Raises TableRefused."""
    table = table_of(kind, upload.content)
    upload.notes = table.notes[:20]
    rows = rows_of(kind, table, upload.columns, lambda part: step(part * 0.7))
    kind.judge(rows, choices_of(kind, upload), upload.by)
    step(1)
    return rows


def plan_of(upload: Upload, rows: list[Row]) -> str:
    """Names what would be done; another plan is another name."""
    said = [[row.number, row.action, row.sound] for row in rows]
    return hashlib.sha256(json.dumps([upload.sha256, upload.columns, said]).encode()).hexdigest()


def findings(rows: list[Row]) -> dict[str, Any]:
    """What an Upload keeps of judged rows. Grave problems come first."""
    found = [asdict(problem) for row in rows for problem in row.problems]
    found.sort(key=lambda problem: not problem["grave"])
    return {
        "problems": found[:SHOWN],
        "faults": sum(not row.sound for row in rows),
        "counts": count(row for row in rows if row.sound),
    }

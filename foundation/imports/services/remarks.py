"""The file as it was handed in, with a remark on every cell that has to be put right."""

from collections import defaultdict

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..kinds import Row
from ..models import Upload
from ..rows import choices_of, rows_of, table_of
from ..writing import Marks, write_table
from ._steps import kind_for

WHOLE = "问题"  # the heading of a last column, for what concerns a whole row and for filtering


def remarks(upload: Upload, *, by) -> bytes:
    """A workbook to correct and hand in again. Raises PermissionDenied, Refused."""
    kind = kind_for(upload, by)
    data = upload.content
    if not data:
        raise Refused("这份表格的内容已经清除。")
    table = table_of(kind, data)
    rows = rows_of(kind, table, upload.columns, lambda part: None)
    kind.judge(rows, choices_of(kind, upload), upload.by)
    record(actor=by, verb="imports.take_remarks", obj=upload)
    marks: Marks = {}
    width = len(table.header)
    lines = []
    for number, (row, (_, cells)) in enumerate(zip(rows, table.lines, strict=True)):
        said = _by_place(row, upload.columns, width)
        marks |= {(number, place): "\n".join(texts) for place, texts in said.items()}
        lines.append([*cells, "\n".join(text for texts in said.values() for text in texts)])
    return write_table([*table.header, WHOLE], lines, title=kind.name, marks=marks)


def _by_place(row: Row, columns: dict[str, int], whole: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for problem in row.problems:
        found[columns.get(problem.column, whole)].append(f"{problem.what}。{problem.cure}")
    return found

"""A table of figures as a file."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.utils.timezone import localtime

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.imports.writing import write_table
from foundation.rights.may import demand

from ..statistics.counting import Line
from ..statistics.figures import BY_KEY, COLUMNS
from ..statistics.scope import VERB


def export_figures(lines: Sequence[Line], *, by: User, way: str, told: str, form: str = "xlsx") -> bytes:
    """Lines as the page shows them, `xlsx` or `csv`. Numbers of cases, no content. Raises PermissionDenied."""
    demand(by, VERB)
    head = [way, *(BY_KEY[key].name for key in COLUMNS)]
    rows: list[list[Any]] = [[line.name, *(line.value(key) for key in COLUMNS)] for line in lines]
    record(
        actor=by,
        verb="motions.export_figures",
        object_key="motions.fact",
        rows=len(rows),
        form=form,
        told=told,
    )
    trace = f"{told}，{localtime():%Y-%m-%d %H:%M} 统计，{by} 导出"
    if form == "xlsx":
        return write_table(head, rows, title="统计", trace=trace)
    made = io.StringIO()
    out = csv.writer(made)
    out.writerow(head)
    out.writerows([[f"'{row[0]}" if row[0][:1] in "=+-@" else row[0], *row[1:]] for row in rows])
    out.writerow([trace])
    return made.getvalue().encode("utf-8-sig")

"""Workbooks of figures and lists. Whatever leaves, leaves a trace first, and carries its number."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime

from foundation.audit.services import record
from foundation.imports.writing import write_table
from foundation.rights.may import demand, visible
from foundation.rights.refusals import Refused

from ..models import Mandate, Term
from ..tables.columns import FIELDS
from .counting import figures


@transaction.atomic
def export_figures(term: Term, former: Term | None, *, by) -> bytes:
    """Every line of every figure. Raises PermissionDenied."""
    demand(by, "deputies.figures")
    record(actor=by, verb="deputies.export_figures", obj=term, former=former.pk if former else None)
    head = ["统计项", "类别", "人数", "占比（%）"]
    head += [f"{former}人数", f"{former}占比（%）"] if former else []
    rows = []
    for figure in figures(term, by, former):
        for line in figure.lines:
            row: list[Any] = [figure.dimension.name, line.label, line.count, line.share]
            rows.append(row + ([line.former, line.former_share] if former else []))
    return write_table(head, rows, title=f"{term}代表构成", trace=_trace(by, localtime()))


@transaction.atomic
def export_list(
    rows: QuerySet[Mandate],
    *,
    by,
    personal: bool = False,
    reason: str = "",
    conditions: dict[str, str] | None = None,
) -> bytes:
    """The deputies of these mandates, in the columns the import reads.

    Personal columns ask for the right to open them and for a reason; only those rows within that right's reach carry
    them. Raises PermissionDenied, Refused.
    """
    demand(by, "deputies.edit")
    if personal:
        demand(by, "deputies.reveal")
        if not reason.strip():
            raise Refused("请写明为什么要带个人信息导出。")
    rows = visible(by, "deputies.edit", rows).select_related(
        *("person", "term__area", "delegation", "electing_unit", "station", "contact_member"),
        *(["person__personal"] if personal else []),
    )
    rows = rows.prefetch_related("tags", "posts__body").order_by("delegation__order", "person__name", "pk")
    fields = [field for field in FIELDS if personal or field.of != "personal"]
    found = list(rows)
    now = localtime()
    record(
        actor=by,
        verb="deputies.export",
        object_key=f"deputies.term:{(conditions or {}).get('term', '')}",
        rows=len(found),
        personal=personal,
        reason=reason.strip(),
        conditions=conditions or {},
        watermark=_mark(by, now),
    )
    lines = ([field.say(mandate) for field in fields] for mandate in found)
    return write_table(
        [field.column.name for field in fields], lines, title="代表名单", trace=_trace(by, now)
    )


def _mark(by, now: datetime) -> str:
    """Names one export: by whom, to the second; the audit log has the same."""
    return f"{by.pk}-{now:%Y%m%d%H%M%S}"


def _trace(by, now: datetime) -> str:
    name = by.get_full_name() or by.username
    return f"内部资料，不得外传。{name} {now:%Y-%m-%d %H:%M} 导出，编号 {_mark(by, now)}"

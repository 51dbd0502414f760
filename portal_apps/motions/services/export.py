"""A list leaves the house as a workbook or as text, with a trace and with its reader's name on it."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.imports.writing import write_table
from foundation.rights.refusals import Refused

from ..models import Handling, Item, Reply
from ..reach import readable

BATCH = 2000


def _units(role: str) -> Callable[[Item], str]:
    return lambda item: "、".join(str(one.unit) for one in _places(item) if one.role in role)


def _places(item: Item) -> list[Handling]:
    return [one for one in item.handlings.all() if one.state not in ("proposed", "cancelled")]


def _replies(item: Item) -> list[Reply]:
    """The last one delivered by each unit."""
    newest = {
        one.handling_id: one for place in _places(item) for one in place.replies.all() if one.delivered_at
    }
    return list(newest.values())


def _words(values: Iterable[Any]) -> str:
    return "、".join(dict.fromkeys(str(value) for value in values if value))


def _lead(item: Item) -> str:
    return next((str(one) for one in item.sponsors.all() if one.role == "lead"), "")


def _grades(name: str) -> Callable[[Item], str]:
    def said(item: Item) -> str:
        given = [one for place in _places(item) for one in place.evaluations.all() if one.item_id == item.pk]
        return _words(getattr(one, f"get_{name}_display")() for one in given if one.commitment_id is None)

    return said


COLUMNS: dict[str, Callable[[Item], Any]] = {
    "编号": lambda item: item.number or "",
    "类型": lambda item: item.get_kind_display(),
    "标题": lambda item: item.title,
    "届次": lambda item: str(item.session or item.term),
    "提出": lambda item: "会议期间" if item.in_session else "闭会期间",
    "提出日期": lambda item: localtime(item.submitted_at).date() if item.submitted_at else None,
    "领衔代表": _lead,
    "代表人数": lambda item: sum(one.state == "confirmed" for one in item.sponsors.all()),
    "代表团": lambda item: str(item.delegation or ""),
    "分类": lambda item: str(item.category or ""),
    "状态": lambda item: item.get_state_display(),
    "主办（分别办理）": _units("main separate"),
    "协办": _units("assist"),
    "首次交办日": lambda item: min(
        filter(None, (one.first_assigned_on for one in _places(item))), default=None
    ),
    "答复日期": lambda item: _words(f"{localtime(one.delivered_at):%Y-%m-%d}" for one in _replies(item)),
    "办理结果": lambda item: _words(one.result_class for one in _replies(item)),
    "办理态度评价": _grades("attitude"),
    "办理结果评价": _grades("result"),
    "公开方式": lambda item: item.get_publicity_display(),
}


@transaction.atomic
def export_items(
    rows: QuerySet[Item], *, by: User, form: str = "xlsx", conditions: dict[str, str] | None = None
) -> bytes:
    """Those of the rows that the person may read, in their order, as `xlsx` or `csv` (UTF-8 with a mark, so that office
    programs read it). `conditions` are what the list was filtered by, for the trace. Raises Refused.
    """
    if form not in ("xlsx", "csv"):
        raise Refused("可以导出 Excel（xlsx）或者 csv。")
    found = rows.filter(pk__in=readable(by).values("pk"))
    found = found.select_related("term__area", "session__term__area", "delegation", "category__parent")
    found = found.prefetch_related(
        "sponsors__mandate__person", "handlings__unit", "handlings__replies", "handlings__evaluations"
    )
    lines = [[say(item) for say in COLUMNS.values()] for item in found.iterator(chunk_size=BATCH)]
    now = localtime()
    mark = f"{by.pk}-{now:%Y%m%d%H%M%S}"
    record(
        actor=by,
        verb="motions.export",
        object_key="motions.item",
        rows=len(lines),
        form=form,
        conditions=conditions or {},
        watermark=mark,
    )
    trace = _trace(by, now, mark)
    if form == "csv":
        return _csv(lines, trace)
    return write_table(list(COLUMNS), lines, title="议案建议", trace=trace)


def _trace(by: User, now: datetime, mark: str) -> str:
    return f"内部资料，不得外传。{by} {now:%Y-%m-%d %H:%M} 导出，编号 {mark}"


def _csv(lines: list[list[Any]], trace: str) -> bytes:
    """What begins like a formula is kept from being one."""
    made = io.StringIO()
    out = csv.writer(made)
    out.writerow(COLUMNS)
    out.writerows([_harmless(value) for value in line] for line in lines)
    out.writerow([trace])
    return made.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text

"""A list leaves the house as a workbook, as text or as a Word list, with a trace and with its reader's name on it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.documents.errors import TooLarge
from foundation.documents.paper import as_word
from foundation.documents.rules import limits_in_force
from foundation.imports.writing import write_table
from foundation.rights.may import demand, may
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..dues import dues_of
from ..models import Handling, Item, Reply
from ..papers import lists
from ..reach import near, readable

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
    "最近的期限": lambda item: getattr(item, "due", None),  # read for many at once
}
#: no column holds a telephone, an address or a card number; these are for who reads the item whole
INSIDE = ("答复日期", "办理结果", "办理态度评价", "办理结果评价", "最近的期限")
#: whose names an item that asks for it keeps from others than units and the office (代表请求保密)
NAMES = ("领衔代表", "代表团")
KNOWING: tuple[str, ...] = (
    "suggestions.accept",
    "suggestions.check",
    "suggestions.sub_assign",
    "suggestions.handle",
)
KNOWING += ("suggestions.sign_reply",)
KEPT = "（请求保密）"
#: column of the Word list → columns of the table
WORD = {
    "编号": ("编号",),
    "标题": ("标题",),
    "领衔代表": ("领衔代表",),
    "代表团": ("代表团",),
    "承办单位": ("主办（分别办理）", "协办"),
    "状态": ("状态",),
    "答复期限": ("最近的期限",),
    "办理结果": ("办理结果",),
    "评价": ("办理结果评价",),
}
FORMS = ("xlsx", "csv", "docx")
Told = Callable[[int, int], object]


@transaction.atomic
def export_items(
    rows: QuerySet[Item],
    *,
    by: User,
    form: str = "xlsx",
    conditions: dict[str, str] | None = None,
    told: Told | None = None,
) -> bytes:
    """Those of the rows that the person may read, in their order: `xlsx`, `csv` (UTF-8 with a mark, so that office
    programs read it) or `docx`. `conditions` are what the list was filtered by, for the trace; `told` hears of the
    progress. Raises PermissionDenied, Refused.
    """
    demand(by, "suggestions.export")
    if form not in FORMS:
        raise Refused("可以导出 Excel（xlsx）、csv 或者 Word 清单（docx）。")
    found = rows.filter(pk__in=readable(by).values("pk"))
    total = found.count()
    if form == "docx" and total > (most := number("motions.word_list_most")):
        raise Refused(f"Word 清单最多 {most} 件，这里有 {total} 件。请加条件，或者导出 Excel。")
    lines = list(_lines(found, by, total, told))
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
    if form == "docx":
        return _word(lines, by, now, trace, conditions or {})
    return write_table(list(COLUMNS), lines, title="议案建议", trace=trace)


def _lines(found: QuerySet[Item], by: User, total: int, told: Told | None) -> Iterator[list[Any]]:
    found = found.select_related("term__area", "session__term__area", "delegation", "category__parent")
    found = found.prefetch_related(
        "sponsors__mandate__person", "handlings__unit", "handlings__replies", "handlings__evaluations"
    )
    knows = any(may(by, verb) for verb in KNOWING)
    for start, items in enumerate(batched(found.iterator(chunk_size=BATCH), BATCH)):
        whole = Item.objects.filter(near(by), pk__in=[one.pk for one in items])
        inside, dues = set(whole.values_list("pk", flat=True)), dues_of(items)
        for item in items:
            setattr(item, "due", dues.get(item.pk, (None, False))[0])  # noqa: B010  (no column)
            yield [_shown(name, say, item, item.pk in inside, knows) for name, say in COLUMNS.items()]
        if told:
            told(min(total, (start + 1) * BATCH), total)


def batched(rows: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while portion := list(islice(rows, size)):
        yield portion


def _shown(name: str, say: Callable[[Item], Any], item: Item, inside: bool, knows: bool) -> Any:
    if name in INSIDE and not inside:
        return ""
    return KEPT if name in NAMES and item.confidential and not knows else say(item)


def _word(lines: list[list[Any]], by: User, now: datetime, trace: str, conditions: dict[str, str]) -> bytes:
    at = {name: place for place, name in enumerate(COLUMNS)}
    rows = [
        tuple(_words(line[at[name]] for name in WORD[column.name]) for column in lists.COLUMNS)
        for line in lines
    ]
    told = [f"{name}：{value}" for name, value in conditions.items()]
    listed = lists.ItemList("议案建议清单", rows, now.date(), str(by), told, trace)
    try:
        return as_word(lists.paper(listed), limits_in_force())
    except TooLarge as error:
        raise Refused(str(error)) from error


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

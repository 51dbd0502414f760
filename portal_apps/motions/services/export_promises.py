"""The ledger of promises leaves the house as a workbook, with a trace and its reader's name on it."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.imports.writing import write_table

from ..ledger import promises_for
from ..models import Commitment, Evaluation

COLUMNS = [
    "编号",
    "标题",
    "承办单位",
    "承诺",
    "兑现期限",
    "谁负责",
    "状态",
    "落实情况",
    "证明材料（份）",
    "态度",
    "结果",
    "理由",
]


@transaction.atomic
def export_promises(rows: QuerySet[Commitment], *, by: User, conditions: dict[str, str]) -> bytes:
    """Those of the rows that the person may read, in their order, as xlsx."""
    found = rows.filter(pk__in=promises_for(by).values("pk"))
    found = found.select_related("handling__item", "handling__unit").prefetch_related(
        "evaluations", "evidence"
    )
    lines = [_line(one) for one in found]
    now = localtime()
    mark = f"{by.pk}-{now:%Y%m%d%H%M%S}"
    record(
        actor=by,
        verb="motions.export",
        object_key="motions.commitment",
        rows=len(lines),
        form="xlsx",
        conditions=conditions,
        watermark=mark,
    )
    trace = f"内部资料，不得外传。{by} {now:%Y-%m-%d %H:%M} 导出，编号 {mark}"
    return write_table(COLUMNS, lines, title="承诺事项台账", trace=trace)


def _line(one: Commitment) -> list:
    item, judged = one.handling.item, _last(one)
    return [
        item.number or "",
        item.title,
        str(one.handling.unit),
        one.promise,
        one.due_on,
        one.responsible,
        one.get_state_display(),
        one.outcome,
        len(one.evidence.all()),
        judged.get_attitude_display() if judged else "没有评",
        judged.get_result_display() if judged else "没有评",
        judged.reasons if judged else "",
    ]


def _last(one: Commitment) -> Evaluation | None:
    given = list(one.evaluations.all())
    return given[-1] if given else None

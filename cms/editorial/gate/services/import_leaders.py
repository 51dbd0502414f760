"""Take a CSV of leaders: all rows or none."""

from datetime import date

from django.db import transaction

from foundation.rights.may import may

from ..models import Leader
from .record_list_change import record_list_change
from .table import ImportRefused, read_table


@transaction.atomic
def import_leaders(raw: bytes, *, by) -> dict[str, int]:
    """Columns 姓名, 职务 (several parted by ；), 排序, 任职起, 任职止, 依据. A row renews the one of the same name
    and the same beginning. Raises ImportRefused naming the line."""
    if not may(by, "content.lists"):
        raise ImportRefused("只有总编可以改领导人名单。")
    counts = {"created": 0, "updated": 0}
    for line, row in read_table(raw, ("姓名", "职务", "依据")):
        if not row["姓名"] or not row["依据"]:
            raise ImportRefused(f"第 {line} 行：姓名和依据都要写。")
        leader, created = Leader.objects.update_or_create(
            name=row["姓名"],
            since=day(row.get("任职起", ""), line),
            defaults={
                "titles": "\n".join(part.strip() for part in row["职务"].replace(";", "；").split("；")),
                "order": number(row.get("排序", ""), line),
                "until": day(row.get("任职止", ""), line),
                "source": row["依据"],
            },
        )
        counts["created" if created else "updated"] += 1
        record_list_change(leader, "import", by=by)
    return counts


def day(text: str, line: int) -> date | None:
    try:
        return date.fromisoformat(text.replace("/", "-")) if text else None
    except ValueError:
        raise ImportRefused(f"第 {line} 行：日期“{text}”应写成 2026-01-31 的样子。") from None


def number(text: str, line: int) -> int:
    if text and not text.isdigit():
        raise ImportRefused(f"第 {line} 行：排序“{text}”应为数字。")
    return int(text or 0)

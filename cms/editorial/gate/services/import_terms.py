"""Take a CSV of terms into a list: all rows or none."""

from django.db import transaction

from foundation.rights.may import may

from ..models import Term, TermList
from .record_list_change import record_list_change
from .table import ImportRefused, read_table

KINDS = {**{label: kind for kind, label in Term.Kind.choices}, **{kind: kind for kind in Term.Kind.values}}

__all__ = ["ImportRefused", "import_terms"]


@transaction.atomic
def import_terms(raw: bytes, term_list: TermList, *, by=None) -> dict[str, int]:
    """Add or renew terms from a CSV with the columns 词, 类别, 正确写法, 说明. Returns the counts.

    `by` None is the system loading the starter lists. Raises ImportRefused naming the line.
    """
    if by is not None and not may(by, "content.lists"):
        raise ImportRefused("只有总编可以改词表。")
    counts = {"created": 0, "updated": 0, "unchanged": 0}
    for line, row in read_table(raw, ("词", "类别")):
        fields = {"right_form": row.get("正确写法", ""), "note": row.get("说明", "")}
        counts[save_term(term_list, line, row, fields)] += 1
    record_list_change(term_list, "import", by=by, **counts)
    return counts


def save_term(term_list: TermList, line: int, row: dict, fields: dict) -> str:
    kind = KINDS.get(row["类别"])
    if not row["词"] or len(row["词"]) > 100:
        raise ImportRefused(f"第 {line} 行：词应当有 1 到 100 个字。")
    if kind is None:
        raise ImportRefused(f"第 {line} 行：类别“{row['类别']}”不认识，应为禁用、敏感、易错或允许。")
    term, created = Term.objects.get_or_create(
        term_list=term_list, text=row["词"], kind=kind, defaults=fields
    )
    if created:
        return "created"
    if all(getattr(term, name) == value for name, value in fields.items()):
        return "unchanged"
    for name, value in fields.items():
        setattr(term, name, value)
    term.save()
    return "updated"

"""Say which heading is which column; the check begins."""

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue
from foundation.rights.refusals import Refused

from ..guess import remember
from ..models import Upload
from ._steps import CHECK, kind_for, step


def match(upload: Upload, columns: dict[str, int], *, by) -> None:
    """`columns`: key of a column → place in the file. Remembered for the next file. Raises PermissionDenied, Refused."""
    kind = kind_for(upload, by)
    if missing := [column.name for column in kind.columns if column.required and column.key not in columns]:
        raise Refused(f"还没有对上必须有的列：{'、'.join(missing)}。")
    if not columns.keys() <= kind.by_key.keys() or len(set(columns.values())) < len(columns):
        raise Refused("同一列对了两次。请再看一遍。")
    if not all(0 <= place < len(upload.header) for place in columns.values()):
        raise Refused("文件里没有这一列。请再看一遍。")
    with transaction.atomic():
        cleared = {"problems": [], "counts": {}, "faults": 0, "message": "", "plan": ""}
        if not step(upload, "match", columns=columns, **cleared):
            return
        remember(kind, upload.header, columns)
        record(actor=by, verb="imports.match", obj=upload, columns=sorted(columns))
        enqueue(CHECK, {"upload": upload.pk}, key=str(upload.pk), by=by)

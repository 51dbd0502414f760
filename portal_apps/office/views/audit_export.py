"""The found records as a file: streamed, with a proof at its end, and with a trace of its own before anything leaves."""

import csv
import hashlib
import json
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from foundation.audit.anchors import Anchor
from foundation.audit.chain import ACT_FIELDS, FIELDS
from foundation.audit.models import AuditAct, AuditRecord
from foundation.audit.services import record
from foundation.audit.services.anchor import head_anchor
from foundation.audit.verbs import verb_name
from foundation.rights.door import requires

from ..forms import AuditFilter

HEADINGS = ["编号", "时间", "操作人", "动作", "对象", "结果", "说明", "散列"]
HEADINGS += ["角色", "地址", "会话", "请求号", "之前", "之后", "其他动作"]
MARK = "\ufeff"  # spreadsheets read the file as UTF-8 only with this mark
Page = list[tuple[AuditRecord, list[AuditAct]]]


class _Echo:
    def write(self, line: str) -> str:
        return line


@require_safe
@requires("audit.read")
def audit_export(request):
    """`?format=jsonl` holds every field, so that the seals can be checked again; CSV is for reading."""
    form = AuditFilter(request.GET)
    kind = "jsonl" if request.GET.get("format") == "jsonl" else "csv"
    head = head_anchor()  # what happens while the file is read is not in it, its own trace neither
    rows = AuditRecord.objects.filter(sequence__lte=head.sequence).number_of(form.asked()) if head else 0
    record(actor=request.user, verb="audit.export", rows=rows, conditions=form.told(), format=kind)
    pages = _pages(form.asked(), head) if head else iter(())
    lines = _jsonl(pages, head) if kind == "jsonl" else _csv(pages, head)
    types = {"csv": "text/csv", "jsonl": "application/x-ndjson"}
    answer = StreamingHttpResponse(
        (line.encode() for line in lines), content_type=f"{types[kind]}; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="audit.{kind}"'
    return answer


def _pages(conditions: dict, head: Anchor) -> Iterator[Page]:
    for page in AuditRecord.objects.walk(conditions, below=head.sequence + 1):
        acts: dict[int, list[AuditAct]] = {}
        for act in AuditAct.objects.filter(record_id__in=[entry.sequence for entry in page]):
            acts.setdefault(act.record_id, []).append(act)
        yield [(entry, acts.get(entry.sequence, [])) for entry in page]


def _proof(written: "_Sum", head: Anchor | None) -> dict:
    """What ties the file to the chain: its first and last record, its own digest, and the marked head."""
    return {
        "records": written.records,
        "first": written.first,
        "last": written.last,
        "sha256": written.sum.hexdigest(),
        "head": vars(head) if head else None,
    }


class _Sum:
    """The digest of everything before the proof, and the ends of what was written (the newest comes first)."""

    def __init__(self) -> None:
        self.sum, self.records = hashlib.sha256(), 0
        self.first: dict | None = None
        self.last: dict | None = None

    def line(self, text: str) -> str:
        self.sum.update(text.encode())
        return text

    def count(self, entry: AuditRecord) -> None:
        self.records += 1
        self.first = {"sequence": entry.sequence, "hash": entry.hash}
        self.last = self.last or self.first


def _jsonl(pages: Iterator[Page], head: Anchor | None) -> Iterator[str]:
    written = _Sum()
    for page in pages:
        for entry, acts in page:
            written.count(entry)
            told = {name: getattr(entry, name) for name in (*FIELDS, "hash")}
            told["at"] = entry.at.isoformat(timespec="microseconds")
            told["acts"] = [{name: getattr(act, name) for name in ACT_FIELDS} for act in acts]
            yield written.line(json.dumps(told, ensure_ascii=False) + "\n")
    yield json.dumps({"proof": _proof(written, head)}, ensure_ascii=False) + "\n"


def _csv(pages: Iterator[Page], head: Anchor | None) -> Iterator[str]:
    written, sheet = _Sum(), csv.writer(_Echo())
    yield written.line(MARK + sheet.writerow(HEADINGS))
    for page in pages:
        for entry, acts in page:
            written.count(entry)
            yield written.line(sheet.writerow(map(_harmless, _cells(entry, acts))))
    yield sheet.writerow(["证明", json.dumps(_proof(written, head), ensure_ascii=False)])


def _cells(entry: AuditRecord, acts: list[AuditAct]) -> list:
    others = "；".join(f"{verb_name(act.verb)} {act.object_key}".strip() for act in acts)
    at = localtime(entry.at).isoformat(timespec="seconds")
    first = [entry.sequence, at, entry.actor_name, verb_name(entry.verb), entry.object_key]
    first += [entry.result, entry.detail, entry.hash, entry.roles, entry.address, entry.session]
    return [*first, entry.request_id, entry.before, entry.after, others]


def _harmless(value):
    """A leading = + - @ would be run as a formula by a spreadsheet."""
    return f"'{value}" if str(value)[:1] in tuple("=+-@\t\r") else value

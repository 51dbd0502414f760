"""Issue a yearly report: asked for here, made by a job, kept as it was."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.documents.errors import DocumentError
from foundation.documents.limits import Limits
from foundation.documents.paper import as_pdf, as_word
from foundation.documents.rules import limits_in_force
from foundation.jobs.errors import JobError
from foundation.jobs.models import Job
from foundation.jobs.registry import Progress
from foundation.jobs.services import enqueue
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ...models import ReportDraft, YearReport
from ...papers.report import paper
from ...statistics.counting import years
from ...statistics.facts import settle
from ...statistics.report import frozen, yearly

REPORT = "motions.report"


@transaction.atomic
def ask_report(year: int, *, by: User) -> Job:
    """The figures are those of the day on which the job makes it. Raises PermissionDenied, Refused."""
    demand(by, "suggestions.report")
    settle()
    if year not in years():
        raise Refused(f"{year} 年度还没有可以统计的建议。")
    record(actor=by, verb="motions.ask_report", object_key=f"motions.yearreport:{year}")
    return enqueue(REPORT, {"year": year, "by": by.pk}, key=str(year), by=by)


def issue(payload: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """For the job. Word and PDF from one reading of the figures; the row is written when both are there."""
    year, by, today = int(payload["year"]), User.objects.get(pk=payload["by"]), localdate()
    draft = ReportDraft.objects.filter(year=year).first() or ReportDraft(year=year)
    progress.step(10, "统计数据")
    settle()
    report = yearly(year, today, draft.opening, draft.outlook)
    figures, made, limits = frozen(year, today), paper(report), limits_in_force()
    progress.step(40, "写 Word")
    files = {"word": _written(as_word, made, limits)}
    progress.step(60, "写 PDF")
    files["pdf"] = _written(lambda paper, limits: as_pdf(paper, limits).data, made, limits)
    progress.step(95, "归档")
    progress.guard()
    with transaction.atomic():
        row = _row(year, by, figures, report.silence, draft, files)
        record(
            actor=by, verb="motions.issue_report", obj=row, year=year, issue=row.issue, word=row.word_digest,
            pdf=row.pdf_digest,
        )  # fmt: skip
    return {"report": row.pk}


def _row(
    year: int, by: User, figures: dict, silence: str, draft: ReportDraft, files: dict[str, bytes]
) -> YearReport:
    last = YearReport.objects.filter(year=year).aggregate(last=Max("issue"))["last"] or 0
    row = YearReport(
        year=year, issue=last + 1, as_of=localdate(), figures=figures, silence=silence, by=by,
        opening=draft.opening, outlook=draft.outlook,
        word_digest=hashlib.sha256(files["word"]).hexdigest(), pdf_digest=hashlib.sha256(files["pdf"]).hexdigest(),
    )  # fmt: skip
    row.word.save(f"motions/report-{year}-{last + 1}.docx", ContentFile(files["word"]), save=False)
    row.pdf.save(f"motions/report-{year}-{last + 1}.pdf", ContentFile(files["pdf"]), save=False)
    row.save(force_insert=True)
    return row


def _written(write: Any, made: Any, limits: Limits) -> bytes:
    try:
        content: bytes = write(made, limits)
    except DocumentError as error:
        raise JobError(str(error), "改好以后重新编发。", permanent=True) from error
    return content

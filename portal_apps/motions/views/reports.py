"""Yearly reports: the words, the issue, what was issued."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from foundation.jobs.models import Job
from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused

from ..models import ReportDraft, YearReport
from ..services.reporting.draft_report import draft_report
from ..services.reporting.issue_report import REPORT, ask_report
from ..statistics.counting import years
from ..statistics.facts import settle
from ..statistics.page import Page
from ..statistics.report import changes
from ..statistics.scope import Scope

FILES = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
ENDINGS = {"word": "docx", "pdf": "pdf"}


class DraftForm(forms.ModelForm):
    class Meta:
        model = ReportDraft
        fields = ("opening", "outlook")
        widgets = {name: forms.Textarea({"rows": 8}) for name in ("opening", "outlook")}


@require_safe
@requires("suggestions.read_report")
def reports(request):
    """Of each year: the draft to write on, and what was issued."""
    settle()
    waiting = {job.key: job for job in Job.objects.filter(kind=REPORT, state__in=("queued", "running"))}
    rows = [(year, waiting.get(str(year)), YearReport.objects.filter(year=year)) for year in years()]
    return render(
        request, "motions/reports.html", {"rows": rows, "writes": may(request.user, "suggestions.report")}
    )


@requires("suggestions.report")
def draft(request, year: int):
    """Save the words; or save and issue."""
    kept = ReportDraft.objects.filter(year=year).first()
    form = DraftForm(request.POST or None, instance=kept or ReportDraft(year=year, by=request.user))
    if request.method == "POST" and form.is_valid():
        draft_report(year, by=request.user, **form.cleaned_data)
        if "issue" not in request.POST:
            messages.success(request, "已经保存。")
            return redirect("motions:report_draft", year)
        try:
            ask_report(year, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "正在编发：数据按今天的冻结，编好以后在这里下载。")
            return redirect("motions:reports")
    settle()
    page = Page.of(Scope(year), localdate())
    return render(
        request, "motions/report_draft.html", {"form": form, "year": year, "page": page, "leads": True}
    )


@require_safe
@requires("suggestions.read_report")
def issued(request, report: int):
    """As issued, with what changed since."""
    made = get_object_or_404(YearReport.objects.select_related("by"), pk=report)
    settle()
    rows = changes(made.figures, made.year)
    later = [row for row in rows if row[2]]
    return render(request, "motions/report.html", {"report": made, "rows": rows, "later": later})


@require_safe
@requires("suggestions.read_report")
def report_file(request, report: int, file: str):
    made = get_object_or_404(YearReport, pk=report)
    if file not in FILES:
        raise Http404
    name = f"{made.year}年度代表建议办理情况报告（第{made.issue}次编发）.{ENDINGS[file]}"
    return FileResponse(
        getattr(made, file).open("rb"), as_attachment=True, filename=name, content_type=FILES[file]
    )

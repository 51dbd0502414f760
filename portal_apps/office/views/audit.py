"""The audit administrator's screen: search, filter, export. Nobody else, and nobody edits."""

import csv
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from foundation.audit.models import AuditRecord
from foundation.audit.services import record, verify
from foundation.audit.verbs import verb_name

from ..forms import AuditFilter

PAGE = 50
MAX_EXPORT = 50_000
HEADINGS = ["编号", "时间", "操作人", "动作", "对象", "结果", "说明", "散列"]


def audit_admin_only(view):
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_role("audit_admin"):
            raise PermissionDenied("审计记录只有审计管理员能看。")
        return view(request, *args, **kwargs)

    return guarded


@audit_admin_only
def audit_list(request):
    form = AuditFilter(request.GET)
    page = Paginator(form.records(), PAGE).get_page(request.GET.get("page"))
    for entry in page:
        entry.verb_name = verb_name(entry.verb)
        entry.said = "，".join(f"{key}={value}" for key, value in entry.detail.items())
    query = request.GET.copy()
    query.pop("page", None)
    verdict = verify() if "verify" in request.GET else None
    return render(
        request,
        "office/audit.html",
        {"form": form, "page": page, "query": query.urlencode(), "verdict": verdict},
    )


@audit_admin_only
def audit_export(request):
    """CSV of what the filter finds. The export is itself recorded, before anything leaves."""
    form = AuditFilter(request.GET)
    rows = list(form.records()[:MAX_EXPORT])
    record(actor=request.user, verb="audit.export", rows=len(rows), conditions=form.conditions())
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    sheet = csv.writer(response)
    sheet.writerow(HEADINGS)
    sheet.writerows(_cells(entry) for entry in rows)
    return response


def _cells(entry: AuditRecord) -> list:
    """A leading = + - @ would be run as a formula by a spreadsheet."""
    values = [
        entry.pk,
        localtime(entry.at).isoformat(timespec="seconds"),
        entry.actor_name,
        verb_name(entry.verb),
        entry.object_key,
        entry.result,
        entry.detail,
        entry.hash,
    ]
    return [f"'{value}" if str(value)[:1] in "=+-@\t\r" else value for value in values]

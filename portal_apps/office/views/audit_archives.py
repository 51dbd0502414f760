"""Old records in files: which there are, whether they are whole, what stands in them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foundation.audit.archives import ArchiveFault, fault_of, opened
from foundation.audit.archives.search import newest_in
from foundation.audit.keys import ring
from foundation.audit.models import AuditArchive
from foundation.audit.services import record
from foundation.rights.door import requires

from ..forms import AuditFilter
from .audit import PAGE, shown


@require_safe
@requires("audit.read")
def audit_archives(request):
    """All files; `?check=1` reads every copy of them."""
    check, keys = "check" in request.GET, ring()
    rows = [(one, fault_of(one, keys) if check else "") for one in AuditArchive.objects.order_by("-first")]
    if check:
        broken = sum(bool(fault) for _, fault in rows)
        result = "failed" if broken else "ok"
        record(actor=request.user, verb="audit.verify", result=result, archives=len(rows), broken=broken)
    return render(request, "office/audit_archives.html", {"rows": rows, "check": check})


@require_safe
@requires("audit.read")
def audit_archive(request, first: int):
    """Search one file with the conditions of the log; who looks leaves a trace."""
    archive = get_object_or_404(AuditArchive, first=first)
    form, below = AuditFilter(request.GET), request.GET.get("below", "")
    record(actor=request.user, verb="audit.view", object_key=_key(archive), conditions=form.told())
    under = int(below) if below.isdecimal() else None
    try:
        found = newest_in(archive, form.asked(), below=under, count=PAGE + 1)
    except ArchiveFault as fault:
        return _faulty(request, archive, fault)
    query = request.GET.copy()
    query.pop("below", None)
    said = {
        "archive": archive,
        "form": form,
        "records": [shown(entry) for entry in found[:PAGE]],
        "more": found[PAGE - 1].sequence if len(found) > PAGE else None,
        "below": below,
        "query": query.urlencode(),
    }
    return render(request, "office/audit_archive.html", said)


@require_safe
@requires("audit.read")
def audit_archive_file(request, first: int):
    """The file as it lies there, after it was compared with its digest."""
    archive = get_object_or_404(AuditArchive, first=first)
    record(actor=request.user, verb="audit.archive.export", object_key=_key(archive), sha256=archive.sha256)
    try:
        with opened(archive, ring()) as copy:
            content = copy.read()
    except ArchiveFault as fault:
        return _faulty(request, archive, fault)
    told = {"Content-Disposition": f'attachment; filename="{archive.file}"'}
    return HttpResponse(content, content_type="application/gzip", headers=told)


def _faulty(request, archive: AuditArchive, fault: ArchiveFault):
    """Not 500: the request is in order, and what it found must be told."""
    said = {"archive": archive, "form": AuditFilter(request.GET), "fault": str(fault)}
    return render(request, "office/audit_archive.html", said, status=409)


def _key(archive: AuditArchive) -> str:
    return f"audit:{archive.first}-{archive.last}"

"""The audit administrator's screens: search, one record, the sheet for the safe. Nobody else, and nobody edits."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.roles import BY_KEY
from foundation.audit.anchors import AnchorFault
from foundation.audit.archives import ArchiveFault
from foundation.audit.models import AuditArchive, AuditRecord
from foundation.audit.services import Verdict, last_anchor, record, verify, verify_recent
from foundation.audit.services.anchor import head_anchor
from foundation.audit.sheet import lines
from foundation.audit.sources import one
from foundation.audit.verbs import verb_name
from foundation.rights.door import requires

from ..forms import PERSONAL, AuditFilter

PAGE = 50
AT_ONCE = (
    20_000  # so many records are verified while somebody waits; of more, those since the last head outside
)


@require_safe
@requires("audit.read")
def audit_list(request):
    """Looking for a person or an address is itself told; so is verifying."""
    form = AuditFilter(request.GET)
    asked, below = form.asked(), request.GET.get("below", "")
    found = AuditRecord.objects.newest(asked, below=int(below) if below.isdecimal() else None, count=PAGE + 1)
    verdict = _verify(request.user) if "verify" in request.GET else None
    if verdict is None and any(name in asked for name in PERSONAL):
        record(actor=request.user, verb="audit.view", conditions=form.told())
    query = request.GET.copy()
    for name in ("below", "verify"):
        query.pop(name, None)
    return render(
        request,
        "office/audit.html",
        {
            "form": form,
            "records": [shown(entry) for entry in found[:PAGE]],
            "more": found[PAGE - 1].sequence if len(found) > PAGE else None,
            "below": below,
            "query": query.urlencode(),
            "verdict": verdict,
            "last": AuditRecord.objects.last_sequence(),
            "anchor": last_anchor(),
            "sealed": AuditArchive.objects.last(),
        },
    )


@require_safe
@requires("audit.read")
def audit_detail(request, sequence: int):
    """All of one record, with the full address: who looks leaves a trace."""
    entry, acts = _one(sequence)
    record(actor=request.user, verb="audit.view", object_key=f"audit:{sequence}")
    return render(
        request,
        "office/audit_record.html",
        {"entry": shown(entry), "acts": [shown(act) for act in acts], "roles": _roles(entry.roles)},
    )


@require_safe
@requires("audit.read")
def audit_sheet(request):
    """One page to print, sign and lock away."""
    anchor = head_anchor()
    record(actor=request.user, verb="audit.sheet", object_key=f"audit:{anchor.sequence}" if anchor else "")
    return render(request, "office/audit_sheet.html", {"lines": lines(anchor)})


def _one(sequence: int):
    """From the database or from its file. Raises Http404, also for a file that cannot be trusted."""
    try:
        found = one(sequence)
    except ArchiveFault as fault:
        raise Http404(str(fault)) from fault
    if found is None:
        raise Http404(f"没有第 {sequence} 号记录。")
    return found


def _verify(by) -> Verdict:
    try:
        verdict = verify() if AuditRecord.objects.last_sequence() <= AT_ONCE else verify_recent()
    except AnchorFault as fault:
        verdict = Verdict(0, "", problem=str(fault))
    record(actor=by, verb="audit.verify", result="ok" if verdict.sound else "failed", records=verdict.records)
    return verdict


def shown(entry):
    """A record or an act with its verb and its detail in words."""
    entry.verb_name = verb_name(entry.verb)
    entry.said = "，".join(f"{key}={value}" for key, value in entry.detail.items())
    return entry


def _roles(keys: str) -> str:
    return "、".join(BY_KEY[key].name if key in BY_KEY else key for key in keys.split(",") if key)

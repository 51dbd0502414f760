"""Packages for networks that do not meet: make one, fetch it, hand in theirs."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from foundation.audit.services import record
from foundation.jobs.models import Job
from foundation.rights.door import requires
from foundation.rights.refusals import Refused

from ..batches.jobs import ask_export, hand_in
from ..models import Batch, Incoming, Outgoing, Peer


@requires("exchange.operate")
def packages(request, peer: int):
    """All packages of both directions, the newest first."""
    found = get_object_or_404(Peer.objects.select_related("office"), pk=peer)
    refusal = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "export":
                ask_export(found, by=request.user)
            elif "package" in request.FILES:
                hand_in(found, request.FILES["package"], by=request.user)
            else:
                raise Refused("请先选数据包（.spcx）。")
            return redirect("exchange:packages", found.pk)
        except Refused as problem:
            refusal = str(problem)
    rows = list(found.batches.select_related("by")[:100])
    working = [(one, _job(one)) for one in rows if one.state in (Batch.State.MAKING, Batch.State.READING)]
    context = {
        "peer": found,
        "rows": [one for one in rows if one.number or one.state == Batch.State.REFUSED],
        "working": working,
        "messages_waiting": Outgoing.objects.filter(peer=found, state="waiting", batch=None).count(),
        "answers_waiting": Incoming.objects.filter(peer=found, answered_in=None).count(),
        "refusal": refusal,
    }
    response = render(request, "exchange/packages.html", context, status=422 if refusal else 200)
    if working:
        response["Refresh"] = "2"
    return response


def _job(batch: Batch) -> Job | None:
    kind = "motions.exchange_export" if batch.outward else "motions.exchange_import"
    return Job.objects.filter(kind=kind, key=str(batch.pk)).order_by("-pk").first()


@requires("exchange.operate")
@require_safe
def download(request, peer: int, batch: int):
    """Again as often as needed: the other side knows its number."""
    found = get_object_or_404(Batch.objects.exclude(number=None), pk=batch, peer=peer, outward=True)
    record(actor=request.user, verb="exchange.export", obj=found, number=found.number, downloaded=True)
    name = found.file_name
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )

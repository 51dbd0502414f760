"""A ticket for the upload service, one's own uploads, and the way without scripts."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number
from foundation.storage.errors import StorageUnavailable

from . import tickets
from .models import State, Upload
from .place import expires, spool
from .purposes import UploadPurpose, purpose_of
from .rules import KEEP_HOURS, TICKET_MINUTES
from .server import PREFIX
from .services import drop
from .services.whole import take_whole
from .videos import KEY as VIDEO


def _purpose(user, key: str) -> UploadPurpose:
    purpose = purpose_of(key)
    if purpose is None:
        raise Http404
    if not purpose.may_upload(user):
        raise PermissionDenied(f"您不能上传{purpose.label}。")
    return purpose


@login_required
@require_POST
def ticket(request, purpose: str):
    """What the script needs to begin or to go on: `{"ticket", "address", "seconds", "shrink"}`."""
    use = _purpose(request.user, purpose)
    host = request.get_host().rpartition(":")[0] or request.get_host()
    base = f"{request.scheme}://{host}:{settings.UPLOAD_PORT}" if settings.UPLOAD_PORT else ""
    told = {"ticket": tickets.issue(request.user, use), "seconds": 60 * number(TICKET_MINUTES)}
    return JsonResponse({**told, "address": f"{base}{PREFIX}", "shrink": use.shrink})


@login_required
@require_safe
def state(request, sending):
    """How one's own upload stands: `{"state", "label", "result", "error"}`."""
    found = get_object_or_404(Upload, key=sending, owner=request.user)
    return JsonResponse(
        {
            "state": found.state,
            "label": found.get_state_display(),
            "result": found.result,
            "error": found.told,
        }
    )


@login_required
@require_POST
def drop_one(request, sending):
    """Give up one's own upload."""
    found = get_object_or_404(Upload, key=sending, owner=request.user)
    try:
        drop(found, by=request.user)
        messages.success(request, f"“{found.name}”已取消。")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("uploads:mine")


@login_required
@require_POST
def plain(request, purpose: str):
    """Without scripts: the whole file with one form. It cannot be resumed."""
    use = _purpose(request.user, purpose)
    for file in request.FILES.getlist("files"):
        try:
            take_whole(file, by=request.user, purpose=use)
            messages.success(request, f"“{file.name}”传完了，正在检查。")
        except (Refused, StorageUnavailable) as refused:
            messages.error(request, str(refused))
    if not request.FILES:
        messages.error(request, "没有收到文件。请先选文件再上传。")
    return redirect("uploads:mine")


@login_required
@require_safe
def mine(request):
    """What is on its way, what arrived, and a field where the person may upload something by itself."""
    rows = Upload.objects.filter(owner=request.user).exclude(state=State.DROPPED)[:100]
    open_ones = [_shown(one) for one in rows if one.state == State.OPEN]
    video = purpose_of(VIDEO)
    context = {
        "open_ones": open_ones,
        "rest": [one for one in rows if one.state != State.OPEN],
        "use": video if video and video.may_upload(request.user) else None,
        "keep_hours": number(KEEP_HOURS),
    }
    return render(request, "uploads/mine.html", context)


def _shown(upload: Upload) -> dict:
    seen = spool().size(str(upload.key))
    purpose = purpose_of(upload.purpose)
    return {
        "upload": upload,
        "percent": int(100 * seen / upload.size),
        "seen": seen,
        "until": expires(upload),
        "label": purpose.label if purpose else upload.purpose,
    }

"""Handing in, taking back, giving out."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from foundation.audit.services import record
from foundation.rights.refusals import Refused
from foundation.storage.errors import StorageUnavailable

from .kinds import KINDS
from .models import StoredFile
from .purposes import PURPOSES
from .services import drop, keep

#: What a browser may show in its own window; everything else is saved.
SHOWN = {"jpeg", "png", "webp", "m4a", "mp3", "wav", "ogg", "webm"}


@login_required
@require_POST
def upload(request, purpose: str):
    """One file (`file`); answers `{"key", "name", "size", …}`, or `{"error"}` with status 400, 413 or 503."""
    use = PURPOSES.get(purpose)
    if use is None:
        raise Http404
    if not use.may_upload(request.user):
        raise PermissionDenied(f"您不能上传{use.label}。")
    if "file" not in request.FILES:
        return _error("没有收到文件，可能是网络断了。请再试一次。", 400)
    try:
        stored = keep(request.FILES["file"], by=request.user, purpose=use)
    except Refused as refused:
        return _error(str(refused), 400)
    except StorageUnavailable as full:
        return _error(str(full), 503)
    return JsonResponse(told(stored))


@login_required
@require_POST
def drop_file(request, stored):
    """Take back what was not used yet; doing it twice is no error."""
    found = StoredFile.objects.filter(key=stored).first()
    if found is None:
        return JsonResponse({})
    try:
        drop(found, by=request.user)
    except Refused as refused:
        return _error(str(refused), 409)
    return JsonResponse({})


@login_required
@require_safe
def give(request, stored):
    """The file, for those whom the purpose lets read it."""
    found = get_object_or_404(StoredFile, key=stored)
    use = PURPOSES.get(found.purpose)
    if use is None or not use.lets_read(request.user, found):
        raise PermissionDenied("这个附件不在您能看的范围里。")
    if use.traced:
        record(actor=request.user, verb="attachments.read", obj=found)
    return response_with(found)


def response_with(stored: StoredFile) -> FileResponse:
    """Pictures and recordings are shown, everything else is saved; nothing in it may run."""
    kind = KINDS[stored.kind]
    answer = FileResponse(
        stored.file.open("rb"),
        as_attachment=stored.kind not in SHOWN,
        filename=stored.name,
        content_type=kind.media_type + ("; charset=utf-8" if kind.key == "text" else ""),
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


def told(stored: StoredFile) -> dict:
    """What the browser shows of a file it handed in."""
    return {
        "key": str(stored.key),
        "name": stored.name,
        "size": stored.size,
        "kind": KINDS[stored.kind].label,
        "picture": stored.is_picture,
        "sound": stored.is_sound,
        "pages": stored.pages,
    }


def _error(text: str, status: int) -> JsonResponse:
    return JsonResponse({"error": text}, status=status, json_dumps_params={"ensure_ascii": False})

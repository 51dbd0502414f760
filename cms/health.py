"""/healthz: the process answers. /readyz: it can do its work."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from publishing.services import site_dir


@require_safe
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request):
    """200 when everything is there, else 503; says which part, never why in detail: anybody may ask."""
    parts = {"database": _database(), "broker": _broker(), "release": _release()}
    ready = all(parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker() -> bool:
    """The spool folder is writable; another broker is asked by the workers, whose reconciler covers its absence."""
    if not settings.CELERY_BROKER_URL.startswith("filesystem:"):
        return True
    folder = settings.VAR_DIR / "broker"
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK)


def _release() -> bool:
    return (site_dir() / "current").exists()

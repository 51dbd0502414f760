"""The upload service: `uvicorn media_jobs.uploads.asgi:application`, a process beside the web process."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
django.setup()

from django.db import DatabaseError  # noqa: E402  (needs the apps)

from foundation.accounts.checks import refuse_unsafe_start  # noqa: E402
from foundation.audit.checks import refuse_open_log  # noqa: E402
from foundation.rights.rows import serve_people  # noqa: E402

from .protocol.wire import METHODS, VERSION, Refusal, Request  # noqa: E402
from .server import respond  # noqa: E402

log = logging.getLogger(__name__)
AWAY = "服务器暂时忙不过来，传了的都在。会自动接着传。"
BROKEN = "服务器出错了，传了的都在。请过一会儿再试；还不行请告诉系统管理员。"
SHOWN = "Location, Tus-Resumable, Tus-Version, Tus-Extension, Upload-Offset, Upload-Length, Upload-Expires"
SENT = "Authorization, Content-Type, Tus-Resumable, Upload-Checksum, Upload-Length, Upload-Metadata, Upload-Offset"
RINSING = 3.0  # seconds
RINSED = 1 << 20  # bytes of an unwanted body read, so that the answer is not lost with the connection

refuse_unsafe_start()
serve_people()
refuse_open_log()


async def application(scope, receive, send) -> None:
    """One request; whatever happens, the answer is one the client of an upload understands."""
    if scope["type"] == "lifespan":
        return await _lifespan(receive, send)
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    request = Request(scope["method"], scope["path"], headers, lambda: _to_the_last_byte(receive))
    try:
        answer = await respond(request)
    except Refusal as refusal:
        answer = refusal.answer
    except DatabaseError:
        log.warning("the database is away", exc_info=True)
        answer = Refusal(503, AWAY, Retry_After="3").answer
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        answer = Refusal(500, BROKEN).answer
    if answer.closes:
        await _rinse(request)
    head = {"Tus-Resumable": VERSION, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    head |= _for_other_origin(headers) | answer.headers | {"Content-Length": str(len(answer.body))}
    if answer.closes:
        head["Connection"] = "close"
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in head.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    await send({"type": "http.response.body", "body": b"" if request.method == "HEAD" else answer.body})
    return None


async def _to_the_last_byte(receive) -> Mapping[str, Any]:
    """uvicorn forgets what it holds of a body (some 64 KiB) when the line is cut; it had arrived, so it is kept."""
    message = await receive()
    held = getattr(getattr(receive, "__self__", None), "body", None)
    if message["type"] != "http.disconnect" or not held:
        return message
    kept = bytes(held)
    held.clear()
    return {**message, "body": kept}


def _for_other_origin(headers) -> dict[str, str]:
    """Where the service has a port of its own, pages of the same host may talk to it, and no others."""
    origin = headers.get("origin", "")
    if (
        not settings.UPLOAD_PORT
        or urlsplit(origin).hostname != urlsplit(f"//{headers.get('host', '')}").hostname
    ):
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": SENT,
        "Access-Control-Expose-Headers": SHOWN,
        "Access-Control-Max-Age": "600",
        "Vary": "Origin",
    }


async def _rinse(request: Request) -> None:
    """Read what is left of a small body, for a moment only."""
    expected = request.length or (RINSED if request.header("transfer-encoding") else 0)
    if not 0 < expected <= RINSED:
        return
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(RINSING):
            seen, more = 0, True
            while more and seen < RINSED:
                message = await request.receive()
                seen += len(message.get("body", b""))
                more = message["type"] != "http.disconnect" and bool(message.get("more_body"))


async def _lifespan(receive, send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return

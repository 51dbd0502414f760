"""The doors of /exchange/v1/: a service token says which system it is, a signature says what it said."""

import hashlib
import json
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import wraps
from typing import Any

from django.http import FileResponse, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.accounts.tokens import TokenRefused, bearer, check_token
from foundation.audit.services import record
from foundation.rights.rows import as_house
from portal_apps.motions.models import Item

from ..canonical import sign
from ..describing import openapi, schemas
from ..errors import Fault
from ..files import LARGEST, given_of, take
from ..inward.receive import opened, receive
from ..models import Peer
from ..reconciling import states_of
from ..schemas import FETCH
from ..wire import note_time

SCOPE = "motions:exchange"
LONGEST = 2 * 1024 * 1024  # bytes of a message; files come by themselves
READABLE = {"ensure_ascii": False}


def for_peers(view: Callable) -> Callable:
    """The view gets the peer whose token it is. Every fault is told as the documents say."""

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            return view(request, _peer(request), *args, **kwargs)
        except Fault as fault:
            answer = JsonResponse(fault.said(), status=fault.status, json_dumps_params=READABLE)
            if fault.status == 429:
                answer["Retry-After"] = "60"
            return answer

    return guarded


def _peer(request) -> Peer:
    try:
        token = check_token(request, bearer(request), SCOPE)
    except TokenRefused as refusal:
        raise Fault(refusal.status, "token", refusal.message) from None
    peer = Peer.objects.select_related("office", "identity").filter(tokens=token).first()
    if peer is None:
        raise Fault(403, "token", "这个令牌没有用在任何对接上。")
    if peer.paused_at:
        raise Fault(503, "paused", "我方暂停了对接，请稍后再发。")
    _note_time(request, peer)
    return peer


def _note_time(request, peer: Peer) -> None:
    try:
        skew = parsedate_to_datetime(request.headers.get("Date", "")) - timezone.now()
    except (TypeError, ValueError):
        return
    note_time(peer, round(skew.total_seconds()))


def _said(request) -> Any:
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        raise Fault(413, "too_long", "一条消息最多 2 MB，文件请单独传。")
    try:
        return json.loads(request.body)
    except ValueError:
        raise Fault(400, "malformed", "不是完整的 JSON。") from None


def _signed(peer: Peer, payload: dict[str, Any]) -> JsonResponse:
    key = peer.own_key
    return JsonResponse(sign(payload, key.key_id, key.private), json_dumps_params=READABLE)


@for_peers
@require_POST
def messages(request, peer: Peer):
    return _signed(peer, receive(peer, _said(request)))


@for_peers
@require_GET
def states(request, peer: Peer):
    with as_house():
        return _signed(peer, states_of(peer))


@for_peers
@require_http_methods(["PUT"])
def put_file(request, peer: Peer, digest: str):
    """Before the message that names it, and examined at once, so that the message is answered quickly."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise Fault(413, "too_long", f"文件最多 {LARGEST // 1024 // 1024} MB。")
    content = request.read()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Fault(422, "digest", "收到的内容和 SHA-256 对不上，请重传。")
    with as_house():
        take(peer, content)
    return HttpResponse(status=204)


@for_peers
@require_POST
def fetch(request, peer: Peer):
    """An attachment of an item that was given to them, to a request they signed."""
    asked, _ = opened(peer, _said(request), FETCH)
    with as_house():
        item = Item.objects.filter(uid=asked["item"], handlings__in=peer.handlings()).first()
        found = given_of(item).filter(digest=asked["digest"]).first() if item else None
        if item is None or found is None:
            raise Fault(404, "unknown_file", "没有这个附件，或者不归对方办理。", where="/digest")
        record(actor=None, verb="exchange.fetch", obj=item, peer=peer.code, digest=asked["digest"])
    return FileResponse(found.file.open("rb"), content_type="application/octet-stream")


@for_peers
@require_GET
def keys(request, peer: Peer):
    """Ours: the one that signs and those that still hold."""
    rows = peer.keys.good().filter(ours=True)
    said = [{"key": one.key_id, "public": one.public, "until": one.ended_at} for one in rows]
    return JsonResponse({"keys": said})


@require_GET
def described(request):
    return JsonResponse(openapi(), json_dumps_params=READABLE)


@require_GET
def schema(request, name: str):
    found = schemas().get(name)
    if found is None:
        return JsonResponse({"error": {"code": "unknown", "reason": "没有这个说明。"}}, status=404)
    return JsonResponse(found, json_dumps_params=READABLE)

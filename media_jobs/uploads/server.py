"""tus 1.0: core, creation, creation with upload, checksum, expiration, termination."""

import base64
import re
from uuid import UUID

from django.core.exceptions import PermissionDenied

from foundation.rights.refusals import Refused
from foundation.storage.errors import StorageUnavailable

from . import tickets
from .models import WHOLE, State, Upload
from .place import expires, reserve, spool
from .protocol.body import FULL, NO_SPACE, Intake
from .protocol.headers import HASHES, as_date, checksum, metadata, whole
from .protocol.wire import AWAY, BROKEN, EXTENSIONS, VERSION, Answer, Refusal, Request
from .purposes import TooLarge
from .services import begin, drop, finish
from .threads import ask
from .writer import Busy, Writer, take

PREFIX = "/uploads/files/"
ONE = re.compile(rf"{PREFIX}(?P<key>[0-9a-f-]{{36}})/?")
TYPE = "application/offset+octet-stream"
NO_TICKET = "上传凭证过期了，或者登录已经结束。传了的都在，请重新登录后接着传。"
BUSY = "上一个连接还没有断开。会自动接着传。"
MOVED = "接着传的位置不对，会自动核对后再传。"
OLD = "浏览器里的页面太旧了。请刷新页面再传。"


async def respond(request: Request) -> Answer:
    """The answer to a request. Raises Refusal."""
    method = request.header("x-http-method-override").upper() or request.method
    one = ONE.fullmatch(request.path)
    if method == "OPTIONS":
        hashes = ",".join(HASHES)
        offered = {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Checksum-Algorithm": hashes}
        return Answer(204, offered)
    if request.path != PREFIX and one is None:
        raise Refusal(404, AWAY)
    if request.header("tus-resumable") != VERSION:
        raise Refusal(412, OLD, Tus_Version=VERSION)
    if method != ("POST" if one is None else method) or method not in ("POST", "HEAD", "PATCH", "DELETE"):
        raise Refusal(405, BROKEN)
    person, purpose = await ask(_admitted, request.header("authorization"))
    if one is None:
        return await _create(request, person, purpose)
    upload = await ask(_own, UUID(one["key"]), person)
    acts = {"HEAD": _tell, "PATCH": _append, "DELETE": _remove}
    if method not in acts:
        raise Refusal(405, BROKEN)
    return await acts[method](request, upload)


def _admitted(header: str):
    kind, _, ticket = header.partition(" ")
    try:
        if kind.lower() != "bearer":
            raise tickets.NoTicket
        return tickets.read(ticket.strip())
    except tickets.NoTicket:
        raise Refusal(401, NO_TICKET, WWW_Authenticate="Bearer") from None


def _own(key: UUID, person) -> Upload:
    """Another's upload is not there at all."""
    upload = Upload.objects.select_related("owner").filter(pk=key, owner=person).first()
    if upload is None:
        raise Refusal(404, AWAY)
    if upload.state in (State.DROPPED, State.EXPIRED):
        raise Refusal(410, AWAY)
    return upload


async def _create(request: Request, person, purpose) -> Answer:
    if request.header("upload-defer-length") or request.header("upload-concat"):
        raise Refusal(400, BROKEN)
    size, details = whole(request, "upload-length"), metadata(request.header("upload-metadata"))
    brings = request.header("content-type") == TYPE
    check = checksum(request) if brings else None
    upload = await ask(_begun, person, purpose, size, details, person=person)
    address = {"Location": f"{PREFIX}{upload.key}"}
    if not brings or upload.state != State.OPEN:
        return Answer(201, address | await ask(_until, upload))
    try:
        offset = await _receive(request, upload, 0, check)
    except Refusal as refusal:  # the upload is there all the same: the client goes on with PATCH
        if refusal.status != 409:
            refusal.headers |= address
            raise
        offset = spool().settled(str(upload.key))  # a creation repeated: its first bytes came the first time
    return Answer(201, {**address, "Upload-Offset": str(offset), **await ask(_until, upload)})


def _begun(person, purpose, size: int, details: dict[str, str]) -> Upload:
    try:
        return begin(by=person, purpose=purpose, size=size, details=details)
    except PermissionDenied as denied:
        raise Refusal(403, str(denied)) from denied
    except TooLarge as large:
        raise Refusal(413, str(large)) from large
    except Refused as refused:
        raise Refusal(422, str(refused)) from refused
    except StorageUnavailable as full:
        raise Refusal(507, full.strerror or str(full)) from full


def _until(upload: Upload) -> dict[str, str]:
    return {"Upload-Expires": as_date(expires(upload))} if upload.state == State.OPEN else {}


async def _tell(request: Request, upload: Upload) -> Answer:
    """How far it is. Whoever writes meanwhile leaves first, so that the number stays true."""
    offset = upload.size
    if upload.state not in WHOLE:
        writer = await _writer(upload)
        offset = writer.offset
        writer.close()
        await _finished(upload, offset)
    head = {"Upload-Offset": str(offset), "Upload-Length": str(upload.size), "Upload-Metadata": _said(upload)}
    return Answer(200, head | await ask(_until, upload))


async def _append(request: Request, upload: Upload) -> Answer:
    if request.header("content-type") != TYPE:
        raise Refusal(415, BROKEN)
    offset = await _receive(request, upload, whole(request, "upload-offset"), checksum(request))
    return Answer(204, {"Upload-Offset": str(offset), **await ask(_until, upload)})


async def _receive(request: Request, upload: Upload, start: int, check) -> int:
    """Where the next byte goes after this body."""
    if upload.state in WHOLE:
        if start == upload.size and not request.length:
            return upload.size
        raise Refusal(409, MOVED)
    writer = await _writer(upload)
    try:
        if writer.offset != start:
            raise Refusal(409, MOVED)
        if start + (request.length or 0) > upload.size:
            raise Refusal(413, BROKEN)
        left = await ask(reserve)
        await Intake(request, writer, upload.size, lambda: spool().free() - left, check).take()
        offset = writer.offset
    except OSError as error:
        if error.errno not in NO_SPACE:
            raise
        raise Refusal(507, FULL) from error
    finally:
        writer.close()
    await _finished(upload, offset)
    return offset


async def _writer(upload: Upload) -> Writer:
    try:
        return await take(spool().at(str(upload.key)))
    except Busy:
        raise Refusal(423, BUSY) from None
    except FileNotFoundError:
        raise Refusal(410, AWAY) from None
    except OSError as error:
        if error.errno not in NO_SPACE:
            raise
        raise Refusal(507, FULL) from error


async def _finished(upload: Upload, offset: int) -> None:
    if offset == upload.size:
        await ask(finish, upload, person=upload.owner)
        upload.state = State.COMPLETE


async def _remove(request: Request, upload: Upload) -> Answer:
    try:
        await ask(lambda: drop(upload, by=upload.owner), person=upload.owner)
    except Refused as refused:
        raise Refusal(409, str(refused)) from refused
    return Answer(204)


def _said(upload: Upload) -> str:
    told = {"filename": upload.name, **upload.details}
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())

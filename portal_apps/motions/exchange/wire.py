"""One connection to the other side: what goes over it, and what can go wrong."""

import http.client
import json
import ssl
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from foundation.accounts.models import User

from .checking import Unfit, check
from .errors import Fault
from .inward.receive import opened
from .models import Peer
from .schemas import ACK, Schema

TIMEOUT = 10.0  # seconds; they promise an answer within two
LARGEST = 20 * 1024 * 1024  # bytes of an answer
LOCAL = ("127.0.0.1", "localhost", "::1")


class Away(Exception):
    """Nobody there, or the line broke: whether they have it is not known, so it goes out again."""


class Wire:
    """`with Wire(peer) as wire: wire.post("messages", envelope)`; the line stays open from one message to the next."""

    def __init__(self, peer: Peer) -> None:
        self.peer, self.parts = peer, urlsplit(peer.url)
        self.line: http.client.HTTPConnection | None = None

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def post(self, path: str, envelope: dict[str, Any], schema: Schema = ACK) -> dict[str, Any]:
        """The payload of their signed answer. Raises Away, Fault."""
        body = json.dumps(envelope, ensure_ascii=False).encode()
        return self._opened(self._ask("POST", path, body), schema)

    def get(self, path: str, schema: Schema) -> dict[str, Any]:
        """Raises Away, Fault."""
        return self._opened(self._ask("GET", path), schema)

    def _opened(self, content: bytes, schema: Schema) -> dict[str, Any]:
        try:
            return opened(self.peer, json.loads(content), schema)[0]
        except ValueError:
            raise Away("对方的回答不完整") from None
        except Fault as fault:  # a proxy's page, or somebody else's answer: ask again
            raise Fault(502, "answer", f"对方的回答不能用：{fault}", where=fault.where) from None

    def _ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        try:
            return self._answered(method, path, body)
        except (OSError, http.client.HTTPException) as error:
            self._hang_up()
            raise Away(f"连不上对方：{type(error).__name__} {error}"[:300]) from None

    def _answered(self, method: str, path: str, body: bytes | None) -> bytes:
        line = self.line = self.line or self._call()
        headers = {"Authorization": f"Bearer {self.peer.secret}", "Content-Type": "application/json"}
        line.request(method, f"{self.parts.path.rstrip('/')}/{path}", body, headers)
        answer = line.getresponse()
        content = answer.read(LARGEST)
        if answer.will_close:
            self._hang_up()
        self._note_time(answer.headers.get("Date", ""))
        if answer.status == 200:
            return content
        raise _fault(answer.status, content)

    def _call(self) -> http.client.HTTPConnection:
        host, port = self.parts.hostname or "", self.parts.port
        if self.parts.scheme == "https":
            trust = ssl.create_default_context(cadata=self.peer.authority or None)
            return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=trust)
        if host not in LOCAL and not settings.DEMO:
            raise OSError("只用 HTTPS")
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT)

    def _hang_up(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None

    def _note_time(self, said: str) -> None:
        try:
            skew = round((parsedate_to_datetime(said) - timezone.now()).total_seconds())
        except (TypeError, ValueError):
            return
        note_time(self.peer, skew)


def note_time(peer: Peer, skew: int) -> None:
    """Their clock decides nothing here; that it is wrong they should know. Written at most every so often."""
    now = timezone.now()
    old = peer.last_seen is None or (now - peer.last_seen).total_seconds() > 30
    if old or abs(skew - peer.skew) > 30:
        peer.last_seen, peer.skew = now, skew
        Peer.objects.filter(pk=peer.pk).update(last_seen=now, skew=skew)
        User.objects.filter(pk=peer.identity_id).update(awake_since=now)  # it never logs in, and is not idle


def _fault(status: int, content: bytes) -> Fault:
    """Their reason where they gave one; a proxy's page says nothing."""
    try:
        error = json.loads(content)["error"]
        code, reason = str(error["code"]), str(error["reason"])
        check(error.get("expected", 1), {"type": "integer"})
    except (ValueError, KeyError, TypeError, Unfit):
        return Fault(502 if status < 500 else status, f"http_{status}", f"对方报错 {status}")
    return Fault(status, code, reason, where=str(error.get("where", "")), expected=error.get("expected"))

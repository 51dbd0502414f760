"""What all gateways share: a server in a thread, what it has accepted, and the faults it is told to have."""

import json
import threading
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

#: before: gone before it is accepted; after: accepted, no answer; slow: accepted, answered too late;
#: page: accepted, but a proxy answers with a page of its own; cut: accepted, half an answer
FAULTS = {"before", "after", "slow", "page", "cut"}


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass
class Sms:
    """One message the gateway took; each costs money, also the second copy of the same."""

    phone: str
    reference: str
    template: str
    values: Any
    day: str
    serial: str
    status: str = "waiting"  # waiting, delivered, failed
    code: str = ""


@dataclass
class Gateway(ABC):
    """`faults` are used up one per accepted request; a name of an error is answered instead of accepting."""

    taken: list[Sms] = field(default_factory=list)
    faults: deque[str] = field(default_factory=deque)
    blacklist: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)  # actions, in their order
    refused: list[str] = field(default_factory=list)  # why signatures were not accepted
    gate: threading.Event | None = None  # set: answers to accepted requests wait for it
    arrived: threading.Event = field(default_factory=threading.Event)
    per_number: int = 1000
    url: str = ""

    def references(self) -> list[str]:
        return [sms.reference for sms in self.taken]

    def receipt(self, status: str = "delivered", code: str = "DELIVERED") -> None:
        """The operator reports on everything it has got so far."""
        for sms in self.taken:
            sms.status, sms.code = status, code

    def report(self, sms: Sms) -> dict[str, Any]:
        """What the gateway says of one message when it brings receipts by itself."""
        raise NotImplementedError

    def push(self, url: str) -> tuple[int, dict[str, Any]]:
        """Bring all receipts there are to the address the customer gave; its answer."""
        rows = [self.report(sms) for sms in self.taken if sms.status != "waiting"]
        told = {"Content-Type": "application/json"}
        asked = urllib.request.Request(url, json.dumps(rows, ensure_ascii=False).encode(), told)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, {}

    @abstractmethod
    def handle(self, request: Request) -> tuple[int, dict[str, Any]]:
        """(status, JSON) as the real gateway answers."""

    def take(self, sms: Sms) -> None:
        self.taken.append(sms)
        self.arrived.set()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    gateway: Gateway

    def do_POST(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        gateway = self.gateway
        before = len(gateway.taken)
        if gateway.faults and gateway.faults[0] == "before":
            gateway.faults.popleft()
            self.close_connection = True
            return
        status, said = gateway.handle(Request("POST", parts.path, query, headers, body))
        accepted = len(gateway.taken) > before
        fault = (
            gateway.faults.popleft() if accepted and gateway.faults and gateway.faults[0] in FAULTS else ""
        )
        if accepted and gateway.gate is not None:
            gateway.gate.wait(120)
        self._answer(fault, status, json.dumps(said, ensure_ascii=False).encode())

    def _answer(self, fault: str, status: int, said: bytes) -> None:
        if fault == "slow":
            threading.Event().wait(3)
        if fault in {"after", "slow"}:
            self.close_connection = True
            return
        if fault == "page":
            status, said = 502, b"<html><body>502 Bad Gateway</body></html>"
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said[: len(said) // 2] if fault == "cut" else said)
        self.close_connection = fault == "cut"

    def log_message(self, *_args: object) -> None:
        """Quiet."""


class Server:
    """`with Server(AliyunGateway(…)) as gateway:` listens on a free port of this machine."""

    def __init__(self, gateway: Gateway) -> None:
        handler = type("Bound", (Handler,), {"gateway": gateway})
        self.gateway, self.server = gateway, ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        gateway.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Any:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self.gateway

    def __exit__(self, *_exc: object) -> None:
        if self.gateway.gate is not None:
            self.gateway.gate.set()
        self.server.shutdown()
        self.server.server_close()

"""The office on the line: a server for the congress's messages, a sender of its own, and the faults both are told to have."""

import contextlib
import http.client
import json
import random
import socket
import ssl
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .book import Book, Pen

#: what may go wrong when the congress calls, and when we call
ANSWERING = ("before", "after", "half", "late", "error", "busy", "page", "forged")
CALLING = ("cut", "unread", "twice", "ahead", "forged", "stale")


class Office:
    """`with Office(folder, token="…") as office:` listens on a free port. `call(url, secret)` says where the congress is."""

    def __init__(
        self,
        folder: Path,
        token: str = "their-token",
        *,
        faults: float = 0.0,
        seed: int = 1,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.tls = tls
        self.file, self.token, self.faults = folder / "office.sqlite3", token, faults
        self.book, self.pen, self.chance = Book(self.file), Pen(), random.Random(seed)
        self.late, self.skew, self.port, self.arrived = 0.0, 0.0, 0, threading.Event()
        self.seen: dict[str, float] = {}  # when a message was there to be read
        self.congress, self.secret = "", ""
        self.server: ThreadingHTTPServer | None = None

    def __enter__(self) -> "Office":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        handler = type("Bound", (Handler,), {"office": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.daemon_threads = True
        if self.tls:
            self.server.socket = self.tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def restart(self) -> None:
        """As after a crash: only what is in the file is known."""
        self.stop()
        with self.book.lock:  # who is reading in it still would take the whole process down
            self.book.base.close()
        self.book = Book(self.file)
        self.start()

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/exchange/v1"

    def call(self, congress: str, secret: str) -> None:
        self.congress, self.secret = congress, secret

    def fault(self, kinds: tuple[str, ...]) -> str:
        return self.chance.choice(kinds) if self.chance.random() < self.faults else ""

    # what the congress asks

    def take(self, said: bytes) -> tuple[int, dict[str, Any]]:
        try:
            message = self.pen.read(json.loads(said))
        except (ValueError, KeyError) as problem:
            return 401, {"error": {"code": str(problem), "reason": "签名不对"}}
        status, answer = self.book.take(message)
        if status == 200:
            self.seen.setdefault(message["id"], time.time())
            self.arrived.set()
            return 200, self.pen.sign(answer)
        return status, answer

    # what we tell the congress

    def send(self, rounds: int = 50) -> int:
        """Work our outbox off; how many calls it took. Stops when nothing waits, or after so many rounds."""
        calls = 0
        while (waiting := self.book.waiting()) and rounds:
            rounds -= 1
            for message in waiting:
                calls += 1
                self._push(message, self.fault(CALLING))
        return calls

    def _push(self, message: dict[str, Any], fault: str) -> None:
        if fault == "ahead":
            ahead = dict(message, sequence=message["sequence"] + 2, id=message["id"][:-4] + "beef")
            assert self.post("messages", self.pen.sign(ahead))[0] == 409  # they wait for others before
        envelope = self.pen.sign(message)
        if fault == "forged":
            envelope["payload"] = dict(message, unit="别的单位")
            assert self.post("messages", envelope)[0] == 401
            return
        if fault in ("cut", "unread"):
            self._break_off(envelope, whole=fault == "unread")
            return
        if fault == "stale":
            self.skew = self.chance.choice((-86400.0, 86400.0))
        for _ in range(2 if fault == "twice" else 1):
            try:
                status, said = self.post("messages", envelope)
            except (OSError, http.client.HTTPException, ValueError):
                return  # again with the next round
        self.skew = 0.0
        if status == 200:
            self.book.settle(message, self.pen.read(said))
        elif status not in (429, 500, 502, 503):  # those come again by themselves
            self.book.settle(message, {"status": "fault", **said})

    def _break_off(self, envelope: dict[str, Any], *, whole: bool) -> None:
        """Half a request; or a whole one whose answer nobody waits for."""
        parts, body = urlsplit(self.congress), json.dumps(envelope).encode()
        head = (
            f"POST {parts.path}/messages HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {self.secret}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection((parts.hostname, parts.port)) as line:
            line.sendall(head.encode() + (body if whole else body[: len(body) // 2]))

    def post(self, path: str, value: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        status, said = self.ask("POST", path, json.dumps(value, ensure_ascii=False).encode())
        return status, json.loads(said)

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        parts = urlsplit(self.congress)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        headers["Date"] = formatdate(time.time() + self.skew, usegmt=True)
        try:
            line.request(method, f"{parts.path}/{path}", body, headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def fetch(self, item: str, digest: str) -> bytes:
        """An attachment, by its digest."""
        asked = {"format": "spc-exchange/1", "from": self.book.code, "item": item, "digest": digest}
        status, content = self.ask("POST", "fetch", json.dumps(self.pen.sign(asked)).encode())
        return content if status == 200 else b""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    office: Office

    def do_GET(self) -> None:
        self._answer(200, self.office.pen.sign(self.office.book.states()))

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        office = self.office
        fault = office.fault(ANSWERING)
        if self.headers.get("Authorization") != f"Bearer {office.token}":
            self._answer(401, {"error": {"code": "token", "reason": "令牌不对"}})
        elif fault == "before":
            self.close_connection = True
        elif fault == "error":
            self._answer(500, {"error": {"code": "broken", "reason": "内部错误"}})
        elif fault == "busy":
            self._answer(429, {"error": {"code": "busy", "reason": "请稍后"}})
        else:
            self._after(fault, *office.take(said))

    def _after(self, fault: str, status: int, answer: dict[str, Any]) -> None:
        """It was taken; what of that gets back is another matter."""
        if fault == "late":
            time.sleep(self.office.late)
        if fault == "forged" and "payload" in answer:
            answer["payload"] = dict(answer["payload"], status="refused")
        if fault == "after":
            self.close_connection = True
        elif fault == "page":
            self._write(502, b"<html>502 Bad Gateway</html>")
        elif fault == "half":
            self._write(status, json.dumps(answer).encode(), half=True)
        else:
            self._answer(status, answer)

    def _answer(self, status: int, value: dict[str, Any]) -> None:
        self._write(status, json.dumps(value, ensure_ascii=False).encode())

    def _write(self, status: int, content: bytes, half: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with contextlib.suppress(OSError):  # who asked may have gone
            self.wfile.write(content[: len(content) // 2] if half else content)
        self.close_connection = half

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(time.time() + self.office.skew)

    def log_message(self, *_: object) -> None:
        """Quiet."""

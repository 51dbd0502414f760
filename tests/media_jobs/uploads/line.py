"""A line to the upload service without sockets: what a client sends, chunk by chunk, cut where a test wants it cut."""

import asyncio
import base64
import json
import queue
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from media_jobs.uploads.asgi import application
from media_jobs.uploads.server import PREFIX

BYTES = "application/offset+octet-stream"


_asked: "queue.Queue" = queue.Queue()


async def ask_the_test(function, *arguments, person=None):
    """In place of `threads.ask`: the thread of the test asks, in its own transaction."""
    answer: asyncio.Future = asyncio.get_running_loop().create_future()
    _asked.put((function, arguments, answer, asyncio.get_running_loop()))
    return await answer


def served(coroutine):
    """What it returns or raises; its event loop runs in another thread, this one asks the database for it. (In this one
    the browser's tests may have left a loop of their own.)"""
    told: list = []

    def run() -> None:
        try:
            told.append(asyncio.run(coroutine))
        except BaseException as problem:
            told.append(problem)
        finally:
            _asked.put(None)

    thread = threading.Thread(target=run)
    thread.start()
    while (asked := _asked.get()) is not None:
        function, arguments, answer, loop = asked
        try:
            loop.call_soon_threadsafe(answer.set_result, function(*arguments))
        except Exception as problem:
            loop.call_soon_threadsafe(answer.set_exception, problem)
    thread.join()
    if isinstance(told[0], BaseException):
        raise told[0]
    return told[0]


@dataclass(frozen=True)
class Heard:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def error(self) -> str:
        return json.loads(self.body)["error"] if self.body else ""

    @property
    def offset(self) -> int:
        return int(self.headers["upload-offset"])


def metadata(**told: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())


@dataclass
class Line:
    """`cut` after so many chunks the connection is gone."""

    ticket: str

    async def send(
        self, method: str, path: str, chunks: Iterable[bytes] = (), cut: bool = False, **headers: Any
    ) -> Heard:
        told = {"tus-resumable": "1.0.0", "authorization": f"Bearer {self.ticket}"}
        told |= {name.replace("_", "-"): str(value) for name, value in headers.items() if value is not None}
        told = {name: value for name, value in told.items() if value != ""}
        pieces = [{"type": "http.request", "body": piece, "more_body": True} for piece in chunks]
        last = {"type": "http.disconnect"} if cut else {"type": "http.request", "body": b""}
        waiting, answer = iter([*pieces, last]), []

        async def receive():
            await asyncio.sleep(0)
            return next(waiting, {"type": "http.disconnect"})

        async def send(message):
            answer.append(message)

        raw = [(name.encode(), value.encode()) for name, value in told.items()]
        await application({"type": "http", "method": method, "path": path, "headers": raw}, receive, send)
        head = {name.decode(): value.decode() for name, value in answer[0]["headers"]}
        return Heard(answer[0]["status"], head, answer[1]["body"])

    def __call__(self, method: str, path: str = PREFIX, body: bytes | list[bytes] = b"", **options) -> Heard:
        chunks = body if isinstance(body, list) else [body] if body else []
        return served(self.send(method, path, chunks, **options))

    def create(self, size: int, name: str = "会议.pdf", **headers: Any) -> Heard:
        told = metadata(filename=name, **headers.pop("details", {}))
        return self("POST", upload_length=size, upload_metadata=told, **headers)

    def patch(self, path: str, body: bytes | list[bytes], offset: int, **headers: Any) -> Heard:
        return self("PATCH", path, body, content_type=BYTES, upload_offset=offset, **headers)

    def head(self, path: str) -> Heard:
        return self("HEAD", path)

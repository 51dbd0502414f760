"""Requests, answers and refusals."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
METHODS = "POST, HEAD, PATCH, DELETE, OPTIONS"

Receive = Callable[[], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Request:
    """`headers` by their lower-case names; the last one counts where one comes twice."""

    method: str
    path: str
    headers: Mapping[str, str]
    receive: Receive

    def header(self, name: str) -> str:
        return self.headers.get(name, "").strip()

    @property
    def length(self) -> int | None:
        """Of the body, if it was told."""
        told = self.header("content-length")
        return int(told) if told.isascii() and told.isdecimal() else None


@dataclass(frozen=True)
class Answer:
    """What goes back; `closes` where the rest of the body is not wanted."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    closes: bool = False


class Refusal(Exception):
    """Ends a request with a status and a sentence for people."""

    def __init__(self, status: int, text: str, **headers: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    @property
    def answer(self) -> Answer:
        body = json.dumps({"error": self.text}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", **self.headers}
        return Answer(self.status, headers, body, closes=True)


BROKEN = "上传请求不完整或格式不对。请刷新页面再传；还不行请告诉系统管理员。"
AWAY = "没有这个上传，可能已经取消或过期。请重新选择文件上传。"
TOO_LONG = "收到的内容比说好的多，没有保存。请重新选择文件上传。"

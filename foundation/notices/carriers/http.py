"""One HTTP request, with the one difference that matters: did anything leave before it failed?"""

import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from .contract import Outcome, Result

TIMEOUT = 15.0  # seconds for connecting and for each wait on the socket
LIMIT = 1_000_000  # bytes of an answer that are read


class NotReached(Exception):
    """Name, connection or TLS failed: not one byte of the request was written."""


class Lost(Exception):
    """The request went out, at least in part, and no whole answer came back."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    def json(self) -> dict[str, Any] | None:
        """The object the gateway answered; None for anything else, such as the page of a proxy in between."""
        try:
            said = json.loads(self.body)
        except ValueError:
            return None
        return said if isinstance(said, dict) else None


def post(url: str, body: bytes, headers: dict[str, str], timeout: float = TIMEOUT) -> Answer:
    """Raises NotReached or Lost; their texts name the kind of trouble, never the address or what was sent.

    No redirect is followed and no proxy of the environment used: the request goes where the setting says.
    """
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(str(parts.hostname), parts.port, timeout=timeout)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        try:
            connection.connect()
        except OSError as error:
            raise NotReached(type(error).__name__) from None
        try:
            connection.request("POST", path, body=body, headers=headers)
            response = connection.getresponse()
            return Answer(response.status, response.read(LIMIT))
        except (OSError, HTTPException) as error:
            raise Lost(type(error).__name__) from None
    finally:
        connection.close()


def not_reached(error: NotReached) -> Outcome:
    return Outcome(Result.LATER, "连接不上网关，没有发出", str(error))


def lost(error: Lost) -> Outcome:
    return Outcome(Result.UNKNOWN, "请求已发出，没有收到答复", str(error))


def not_understood(answer: Answer) -> Outcome:
    """A page instead of an answer: something in between may have passed the request on."""
    return Outcome(Result.UNKNOWN, "网关的答复看不懂，是否收下不明", f"HTTP.{answer.status}")

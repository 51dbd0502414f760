"""Reading the headers of tus, strictly: what is malformed is refused with 400."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from .wire import BROKEN, Refusal, Request

NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
KEY = re.compile(r"[^\s,]{1,64}", re.ASCII)
MOST_METADATA = 8192  # characters


def _sha1() -> Any:
    return hashlib.sha1(usedforsecurity=False)


HASHES: dict[str, Callable[[], Any]] = {"sha1": _sha1, "sha256": hashlib.sha256}


@dataclass(frozen=True)
class Checksum:
    """What the body of one PATCH must hash to."""

    algorithm: str
    digest: bytes

    def begin(self) -> Any:
        return HASHES[self.algorithm]()


def whole(request: Request, name: str) -> int:
    """A number of bytes, not negative. Raises Refusal."""
    told = request.header(name)
    if not NUMBER.fullmatch(told):
        raise Refusal(400, BROKEN)
    return int(told)


def metadata(raw: str) -> dict[str, str]:
    """`Upload-Metadata`: keys with values in Base64, commas between. Raises Refusal."""
    found: dict[str, str] = {}
    if len(raw) > MOST_METADATA:
        raise Refusal(400, BROKEN)
    for pair in filter(None, (one.strip() for one in raw.split(","))):
        key, _, value = pair.partition(" ")
        if not KEY.fullmatch(key) or key in found:
            raise Refusal(400, BROKEN)
        try:
            found[key] = base64.b64decode(value.strip(), validate=True).decode()
        except ValueError:  # no Base64, or no text in it
            raise Refusal(400, BROKEN) from None
    return found


def checksum(request: Request) -> Checksum | None:
    """`Upload-Checksum`, if one was sent. Raises Refusal, also for an algorithm nobody offered."""
    told = request.header("upload-checksum")
    if not told:
        return None
    algorithm, _, value = told.partition(" ")
    try:
        digest = base64.b64decode(value.strip(), validate=True)
    except ValueError:
        raise Refusal(400, BROKEN) from None
    if algorithm not in HASHES or len(digest) != HASHES[algorithm]().digest_size:
        raise Refusal(400, BROKEN)
    return Checksum(algorithm, digest)


def as_date(moment: datetime) -> str:
    """As HTTP writes it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)

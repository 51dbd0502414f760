"""TC3-HMAC-SHA256 of the Tencent cloud API. Pure functions: the time is given."""

import hashlib
import hmac
from datetime import UTC, datetime

SIGNED = "content-type;host;x-tc-action"
JSON = "application/json; charset=utf-8"


def canonical(host: str, action: str, body: bytes) -> str:
    """The request in the one form both sides hash."""
    headers = f"content-type:{JSON}\nhost:{host}\nx-tc-action:{action.lower()}\n"
    return f"POST\n/\n\n{headers}\n{SIGNED}\n{hashlib.sha256(body).hexdigest()}"


def authorization(host: str, action: str, body: bytes, moment: int, key: str, secret: str) -> str:
    """The header `Authorization`; `moment` in seconds since 1970, its UTC day and the service name the key."""
    day, service = f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}", host.partition(".")[0]
    scope = f"{day}/{service}/tc3_request"
    hashed = hashlib.sha256(canonical(host, action, body).encode()).hexdigest()
    said = f"TC3-HMAC-SHA256\n{moment}\n{scope}\n{hashed}"
    signing = f"TC3{secret}".encode()
    for part in (day, service, "tc3_request"):
        signing = hmac.digest(signing, part.encode(), "sha256")
    signature = hmac.digest(signing, said.encode(), "sha256").hex()
    return f"TC3-HMAC-SHA256 Credential={key}/{scope}, SignedHeaders={SIGNED}, Signature={signature}"

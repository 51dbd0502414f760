"""The two signatures of the Aliyun open API. Pure functions: time and nonce are given."""

import base64
import hashlib
import hmac
from urllib.parse import quote


def encoded(values: dict[str, str]) -> str:
    """Sorted, percent-encoded as RFC 3986 wants it."""
    pairs = sorted(values.items())
    return "&".join(f"{quote(key, safe='-_.~')}={quote(value, safe='-_.~')}" for key, value in pairs)


def v1(method: str, values: dict[str, str], secret: str) -> str:
    """HMAC-SHA1 over the sorted query (RPC signature 1.0): the value of the parameter `Signature`."""
    said = f"{method}&%2F&{quote(encoded(values), safe='-_.~')}"
    return base64.b64encode(hmac.digest(f"{secret}&".encode(), said.encode(), "sha1")).decode()


def v3(
    method: str, values: dict[str, str], headers: dict[str, str], body: bytes, key: str, secret: str
) -> str:
    """ACS3-HMAC-SHA256: the header `Authorization`. `headers` are `host` and `x-acs-*`, in lower case."""
    names = ";".join(sorted(headers))
    canonical = "\n".join(
        [
            method,
            "/",
            encoded(values),
            *(f"{name}:{headers[name].strip()}" for name in sorted(headers)),
            "",
            names,
            hashlib.sha256(body).hexdigest(),
        ]
    )
    said = f"ACS3-HMAC-SHA256\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.digest(secret.encode(), said.encode(), "sha256").hex()
    return f"ACS3-HMAC-SHA256 Credential={key},SignedHeaders={names},Signature={signature}"

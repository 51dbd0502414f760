"""One way to write JSON as bytes, and Ed25519 signatures over it. docs/exchange/README.md says the same for the other side."""

import base64
import binascii
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT = "spc-exchange/1"


def canonical(payload: Any) -> bytes:
    """Keys sorted, no spaces, UTF-8, no fractions (RFC 8785 for what these payloads hold).

    Raises ValueError for a number that is no whole number: two languages write those differently.
    """
    _assert_plain(payload)
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(payload: Any) -> str:
    return hashlib.sha256(canonical(payload)).hexdigest()


def sign(payload: Any, key_id: str, private: str) -> dict[str, Any]:
    """The envelope that goes out. `private` is the raw key in base64."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private))
    signature = base64.b64encode(key.sign(_signed(payload))).decode()
    return {"format": FORMAT, "key": key_id, "signature": signature, "payload": payload}


def is_signed_by(envelope: dict[str, Any], public: str) -> bool:
    """`public` is the raw key in base64. Raises ValueError for a payload with fractions."""
    said = _signed(envelope["payload"])
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(envelope["signature"], validate=True), said)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def new_pair() -> tuple[str, str, str]:
    """(key id, private, public): the id is the beginning of the hash of the public key."""
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    return id_of(public), base64.b64encode(key.private_bytes_raw()).decode(), public


def id_of(public: str) -> str:
    """Raises ValueError for what is no public key."""
    raw = base64.b64decode(public, validate=True)
    Ed25519PublicKey.from_public_bytes(raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def _signed(payload: Any) -> bytes:
    """The format stands before it: nothing else that is ever signed with this key can be taken for a message."""
    return FORMAT.encode() + b"\n" + canonical(payload)


def _assert_plain(value: Any) -> None:
    if isinstance(value, float):
        raise ValueError(f"no fractions in what is signed: {value}")
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _assert_plain(one)

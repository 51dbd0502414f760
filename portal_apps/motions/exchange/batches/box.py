"""A package is sealed with AES-256-GCM: what travels on a disc holds business and personal data (GB/T 22239-2019 §8.1.4.8)."""

import base64
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..canonical import canonical

MAGIC, SALT, NONCE = b"SPCX1\n", 16, 12
INFO = b"spc-exchange/1 batch"


class Sealed(Exception):
    """It cannot be opened; the sentence says why."""


def seal(content: bytes, secret: str, head: dict[str, Any]) -> bytes:
    """`secret` is the shared 32 bytes in base64; `head` stays readable, and nobody can change it unseen."""
    line, salt, nonce = canonical(head) + b"\n", os.urandom(SALT), os.urandom(NONCE)
    return MAGIC + line + salt + nonce + _cipher(secret, salt).encrypt(nonce, content, line)


def head_of(sealed: bytes) -> dict[str, Any]:
    """Raises Sealed."""
    if not sealed.startswith(MAGIC):
        raise Sealed("这不是对接数据包（.spcx）。")
    try:
        return dict(json.loads(sealed[len(MAGIC) : sealed.index(b"\n", len(MAGIC))]))
    except (ValueError, TypeError):
        raise Sealed("数据包的开头坏了，请重新拷贝。") from None


def unseal(sealed: bytes, secret: str) -> bytes:
    """Raises Sealed."""
    head_of(sealed)
    end = sealed.index(b"\n", len(MAGIC)) + 1
    line, rest = sealed[len(MAGIC) : end], sealed[end:]
    salt, nonce, hidden = rest[:SALT], rest[SALT : SALT + NONCE], rest[SALT + NONCE :]
    try:
        return _cipher(secret, salt).decrypt(nonce, hidden, line)
    except (InvalidTag, ValueError):
        raise Sealed("数据包打不开：没有拷完整，或者双方的加密密钥不一样。") from None


def _cipher(secret: str, salt: bytes) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=salt, info=INFO).derive(base64.b64decode(secret))
    return AESGCM(key)

"""The keys that sign identity tokens: one PEM file each; the newest signs, the older ones still verify."""

import os
from datetime import UTC, datetime
from pathlib import Path

from allauth.idp.oidc.models import PrivateKey
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

BITS = 3072


def folder() -> Path:
    return Path(settings.OIDC_KEY_DIR)


def key_files() -> list[Path]:
    """Oldest first; the name is the moment the key was made."""
    return sorted(folder().glob("*.pem")) if folder().is_dir() else []


def keys() -> list[PrivateKey]:
    """As allauth wants them. Raises OSError when a file cannot be read."""
    return [
        PrivateKey(pem=file.read_text(), issued_at=datetime.fromtimestamp(file.stat().st_mtime, UTC))
        for file in key_files()
    ]


def make_key() -> Path:
    """A new key, which signs from now on. Only this system's user can read the file."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder() / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.pem"
    pem = rsa.generate_private_key(public_exponent=65537, key_size=BITS).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(pem)
    return file


def retire_keys() -> list[Path]:
    """Delete every key but the newest; what the others signed is no longer believed. Returns the deleted files."""
    old = key_files()[:-1]
    for file in old:
        file.unlink()
    return old

"""The private key on disk: one file that only its owner may read, with the ring of public keys beside it."""

import base64
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from .signing import Keyring, PublicKey, SignatureFault, Signer, new_signer, rotated

__all__ = ["load_signer", "make_key", "public_pem", "ring_file", "rotate_key"]


def ring_file(key_file: Path) -> Path:
    """Public keys: may be copied anywhere."""
    return key_file.with_suffix(".keys.json")


def load_signer(key_file: Path) -> Signer:
    """Raises SignatureFault with what to do. No message ever holds a part of the key."""
    private = _load_private(key_file)
    try:
        ring = Keyring.read(ring_file(key_file).read_bytes())
    except OSError:
        raise SignatureFault(
            f"私钥旁边没有公钥串 {ring_file(key_file)}，请从备份恢复，或重新生成密钥。"
        ) from None
    following = _next_file(key_file)
    if (
        not ring.newest.belongs_to(private) and following.exists()
    ):  # a rotation was killed before its last step
        private = _load_private(following)
        os.replace(following, key_file)
    return Signer(private, ring)


def _load_private(key_file: Path) -> Ed25519PrivateKey:
    try:
        mode = key_file.stat().st_mode
        data = key_file.read_bytes()
    except OSError as error:
        raise SignatureFault(f"签名私钥 {key_file} 读不到：{error.strerror}。") from None
    if mode & 0o077:
        raise SignatureFault(f"签名私钥 {key_file} 别人也能读，请改权限：chmod 600 {key_file}")
    try:
        private = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise SignatureFault(f"签名私钥 {key_file} 不是没有口令的 Ed25519 私钥（PEM）。") from None
    return private


def make_key(key_file: Path, name: str = "1") -> Signer:
    """The first key of a site. An existing one is left alone and returned; two at once make one."""
    with _locked(key_file):
        if not key_file.exists():
            signer = new_signer(name)
            _store(ring_file(key_file), signer.ring.to_bytes(), 0o644)
            _store(key_file, _private_pem(signer._private), 0o600)
        return load_signer(key_file)


def rotate_key(key_file: Path, name: str, first: int) -> tuple[Signer, Path]:
    """Put a new key in the place of the present one, for releases from number `first` on.

    Returns the new signer and where the old private key was put aside.
    """
    with _locked(key_file):
        signer = load_signer(key_file)
        old = signer.ring.newest
        if first <= old.first:
            raise SignatureFault("现在的密钥还没有签过任何版本，不需要更换。")
        private, ring = rotated(signer, name or str(len(signer.ring.keys) + 1), first)
        aside = key_file.with_name(f"{key_file.stem}.{old.id}.retired.pem")
        _store(aside, key_file.read_bytes(), 0o600)
        _store(_next_file(key_file), _private_pem(private), 0o600)
        _store(ring_file(key_file), ring.to_bytes(), 0o644)
        os.replace(_next_file(key_file), key_file)
        return load_signer(key_file), aside


def public_pem(key: PublicKey) -> str:
    """For `openssl` and other people's verifiers."""
    raw = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.public))
    return raw.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _next_file(key_file: Path) -> Path:
    return key_file.with_name(f"{key_file.stem}.next.pem")


def _private_pem(private: Ed25519PrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _store(file: Path, data: bytes, mode: int) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    draft = file.with_name(f".{file.name}.new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    os.replace(draft, file)


@contextmanager
def _locked(key_file: Path) -> Iterator[None]:
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(key_file.with_name(f".{key_file.name}.lock"), "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

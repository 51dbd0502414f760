"""Ed25519 signatures of releases, and the ring of public keys they are checked with.

A ring is the list of all keys of a site with the releases each was in force for. A new key is introduced by its
predecessor's signature, so whoever trusts an old key can follow to the newest one, and old releases stay verifiable.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

FORMAT = "spc-release-keys-1"
ALGORITHM = "Ed25519"


class SignatureFault(Exception):
    """A signature, or a key, is not to be trusted. The message is for people."""


@dataclass(frozen=True)
class PublicKey:
    """In force for releases numbered `first` to `last` (None: still). `public` is the raw key in base64."""

    id: str
    name: str
    public: str
    first: int = 1
    last: int | None = None
    signed_by: str = ""  # id of the key before, "" for the first one
    signature: str = ""  # of that key over `statement`, base64

    @property
    def statement(self) -> bytes:
        """What its predecessor signs. It ends the predecessor's own time: `first` is the first release after it."""
        said = {"format": FORMAT, "name": self.name, "public": self.public, "first": self.first}
        said["signed_by"] = self.signed_by
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def check(self, signature: str, data: bytes) -> bool:
        try:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.public, validate=True))
            key.verify(base64.b64decode(signature, validate=True), data)
        except (InvalidSignature, ValueError, binascii.Error):
            return False
        return True

    def belongs_to(self, private: Ed25519PrivateKey) -> bool:
        return self.public == base64.b64encode(private.public_key().public_bytes_raw()).decode()

    def in_force(self, number: int) -> bool:
        return self.first <= number and (self.last is None or number <= self.last)


def public_key(raw: bytes, name: str, **more) -> PublicKey:
    return PublicKey(hashlib.sha256(raw).hexdigest()[:16], name, base64.b64encode(raw).decode(), **more)


@dataclass(frozen=True)
class Keyring:
    keys: tuple[PublicKey, ...]

    def find(self, key_id: str) -> PublicKey | None:
        return next((key for key in self.keys if key.id == key_id), None)

    @property
    def newest(self) -> PublicKey:
        return self.keys[-1]

    def to_bytes(self) -> bytes:
        value = {"format": FORMAT, "keys": [asdict(key) for key in self.keys]}
        return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()

    @classmethod
    def read(cls, data: bytes) -> "Keyring":
        """A ring file, or a single public key in PEM. Raises SignatureFault."""
        try:
            if data.lstrip().startswith(b"-----BEGIN PUBLIC KEY"):
                key = load_pem_public_key(data)
                if not isinstance(key, Ed25519PublicKey):
                    raise SignatureFault("公钥不是 Ed25519 公钥。")
                return cls((public_key(key.public_bytes_raw(), "PEM"),))
            value = json.loads(data)
            keys = tuple(PublicKey(**key) for key in value["keys"])
        except (ValueError, KeyError, TypeError, UnsupportedAlgorithm):
            raise SignatureFault("公钥文件读不出来：应是公钥串（JSON）或一个 PEM 公钥。") from None
        if value.get("format") != FORMAT or not keys:
            raise SignatureFault("公钥文件里没有可用的公钥。")
        return cls(keys)

    def grown(self, offered: Iterable[PublicKey]) -> "Keyring":
        """With the offered keys that a trusted one introduces, one after the other. Others are ignored."""
        known = {key.id: key for key in self.keys}
        for key in offered:
            before = known.get(key.signed_by)
            if key.id in known or not before or not before.check(key.signature, key.statement):
                continue
            if key != replace(public_key(base64.b64decode(key.public), ""), **_facts(key)):
                continue  # its id is not that of its bytes
            last = key.first - 1 if before.last is None else min(before.last, key.first - 1)
            known[before.id] = replace(before, last=last)
            known[key.id] = replace(key, last=None)
        return Keyring(tuple(known.values()))


def _facts(key: PublicKey) -> dict:
    return {name: getattr(key, name) for name in ("name", "first", "last", "signed_by", "signature")}


class Signer:
    """The private key of this moment and the ring it belongs to. Shows and says nothing of the key."""

    __slots__ = ("_private", "ring")

    def __init__(self, private: Ed25519PrivateKey, ring: Keyring):
        self._private, self.ring = private, ring
        if not ring.newest.belongs_to(private):
            raise SignatureFault("签名私钥与公钥串里最新的公钥不是一对。")

    def __repr__(self) -> str:
        return f"<Signer {self.ring.newest.id}>"

    def __reduce__(self):
        raise TypeError("a signing key is never stored or sent")

    def raw(self, data: bytes) -> str:
        return base64.b64encode(self._private.sign(data)).decode()

    def sign(self, head: bytes) -> bytes:
        """The content of `manifest.sig`."""
        value = {"algorithm": ALGORITHM, "key": self.ring.newest.id, "signature": self.raw(head)}
        return (json.dumps(value, sort_keys=True, indent=1) + "\n").encode()


def new_signer(name: str = "1") -> Signer:
    """A fresh key that nobody knows yet."""
    private = Ed25519PrivateKey.generate()
    return Signer(private, Keyring((public_key(private.public_key().public_bytes_raw(), name),)))


def rotated(signer: Signer, name: str, first: int) -> tuple[Ed25519PrivateKey, Keyring]:
    """A new key for releases from number `first` on, introduced by the present one."""
    private, old = Ed25519PrivateKey.generate(), signer.ring.newest
    made = public_key(private.public_key().public_bytes_raw(), name, first=first, signed_by=old.id)
    made = replace(made, signature=signer.raw(made.statement))
    ended = replace(old, last=first - 1)
    return private, Keyring((*signer.ring.keys[:-1], ended, made))


def check_head(head: bytes, number: int, signature: bytes, trusted: Keyring, offered: bytes = b"") -> Keyring:
    """Check the signature of a release's head. `offered` is the ring that came with the release.

    Returns the ring to trust from now on: a watcher that keeps it cannot be led back to a key that was replaced.
    Raises SignatureFault.
    """
    if not signature:
        raise SignatureFault("这个版本没有签名。")
    try:
        value = json.loads(signature)
        key_id, given, algorithm = value["key"], value["signature"], value["algorithm"]
    except (ValueError, KeyError, TypeError):
        raise SignatureFault("签名文件已损坏，读不出来。") from None
    ring = trusted.grown(Keyring.read(offered).keys) if offered else trusted
    key = ring.find(key_id)
    if key is None:
        raise SignatureFault(f"签名用的公钥 {key_id} 不在受信的公钥里，也没有受信公钥为它作证。")
    if not key.in_force(number):
        raise SignatureFault(f"公钥 {key_id} 对第 {number} 号版本无效，它只管第 {_span(key)} 号。")
    if algorithm != ALGORITHM or not isinstance(given, str) or not key.check(given, head):
        raise SignatureFault("签名不对：清单被改过，或者不是用这把密钥签的。")
    return ring


def _span(key: PublicKey) -> str:
    return f"{key.first} 至 {key.last}" if key.last else f"{key.first} 起"

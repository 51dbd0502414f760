"""The key this installation signs its releases with: named by the settings, made by itself only while developing."""

import base64
from pathlib import Path

from django.conf import settings
from django.core import checks

from ..release.key_file import load_signer, make_key
from ..release.signing import SignatureFault, Signer

CURE = "请运行 manage.py release_keys make --file 路径，再把 RELEASE_KEY_FILE 设成这个路径。"


class SigningFault(Exception):
    """Releases cannot be signed, so none is made. The message is for people and says nothing of the key."""


def key_file() -> Path | None:
    return Path(settings.RELEASE_KEY_FILE) if settings.RELEASE_KEY_FILE else None


def signer() -> Signer:
    """Raises SigningFault."""
    file = key_file()
    if file is None:
        raise SigningFault(f"没有设置签名私钥。{CURE}")
    try:
        return make_key(file) if settings.RELEASE_KEY_MAKE else load_signer(file)
    except SignatureFault as fault:
        raise SigningFault(str(fault)) from fault
    except OSError as error:
        raise SigningFault(f"签名私钥 {file} 用不了：{error.strerror}。") from error


@checks.register(checks.Tags.security, deploy=True)
def check_key(app_configs, **kwargs):
    """`manage.py check --deploy`: production signs with a key of its own that only its owner can read."""
    try:
        signer()
    except SigningFault as fault:
        return [checks.Error(str(fault), id="publishing.E001")]
    return []


def sign(data: bytes) -> bytes:
    """A detached Ed25519 signature (64 bytes) of a file that goes out with a release and is handed on without it. Its
    first line must say what it is, so that it cannot be taken for the head of a release. Raises SigningFault."""
    return base64.b64decode(signer().raw(data))

"""Languages, hashes, and the names and addresses that follow from them."""

import hashlib
from typing import Any

from ..contract import canonical_bytes

LANGS = {"zh-hans": "zh-Hans-CN", "en": "en"}


def digest(*parts: Any) -> str:
    """One short hash of several JSON values."""
    return hashlib.blake2b(canonical_bytes(parts), digest_size=16).hexdigest()


def prefix(locale: str) -> str:
    return "" if locale == "zh-hans" else f"/{locale}"


def tag_list(locale: str, slug: str) -> str:
    return f"tag:{locale}:{slug}"


def tag_path(locale: str, slug: str) -> str:
    return f"{prefix(locale)}/tags/{slug}/"

"""The places AUDIT_ANCHORS names: `file:/folder/name`, `s3:bucket/prefix`, separated by commas."""

import heapq
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from .base import Anchor, AnchorFault, Place
from .file import FilePlace
from .s3 import S3Place


def places() -> list[Place]:
    """Raises AnchorFault for an address that cannot be read."""
    return [_place(one.strip()) for one in settings.AUDIT_ANCHORS.split(",") if one.strip()]


def _place(address: str) -> Place:
    kind, _, rest = address.partition(":")
    if kind == "file" and rest.startswith("/"):
        return FilePlace(Path(rest))
    bucket, _, prefix = rest.partition("/")
    if kind == "s3" and bucket:
        return S3Place(
            bucket=bucket, prefix=prefix, keep_days=settings.AUDIT_ANCHOR_KEEP_DAYS, **settings.AUDIT_S3
        )
    raise AnchorFault(f"AUDIT_ANCHORS 里的「{address}」看不懂；写成 file:/路径 或 s3:桶/前缀。")


def kept_anchors(after: int = 0) -> Iterator[Anchor]:
    """What stands in all places above sequence `after`, in order."""
    return heapq.merge(*(place.read(after) for place in places()))

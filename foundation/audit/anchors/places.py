"""The places AUDIT_ANCHORS names."""

import heapq
from collections.abc import Iterator

from django.conf import settings

from ..outside import OutsideFault, outside
from .base import Anchor, AnchorFault, Place
from .file import FilePlace
from .s3 import S3Place


def places() -> list[Place]:
    """Raises AnchorFault for an address that cannot be read."""
    try:
        return list(outside("AUDIT_ANCHORS", settings.AUDIT_ANCHORS, FilePlace, S3Place))
    except OutsideFault as fault:
        raise AnchorFault(str(fault)) from fault


def kept_anchors(after: int = 0) -> Iterator[Anchor]:
    """What stands in all places above sequence `after`, in order."""
    return heapq.merge(*(place.read(after) for place in places()))

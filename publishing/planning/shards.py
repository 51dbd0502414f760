"""Which part of the site map a page stands in. Parts stay put, so that a change rewrites one or two."""

import hashlib
from functools import lru_cache

from .head import Head
from .kinds import STRUCTURE

SHARD = 1000
PAGES = "pages"


def shard_of(head: Head) -> str:
    """Where a document stands: by its number, or with the others of its family that have none."""
    if head.kind in STRUCTURE:
        return PAGES
    if head.sequence > 0:
        return f"items-{head.sequence // SHARD}"
    family = head.id.partition(":")[0]
    return PAGES if family == "page" else f"{PAGES}-{family}"


@lru_cache(maxsize=100_000)
def shard_of_archives(list_name: str) -> str:
    return f"archives-{hashlib.blake2b(list_name.encode(), digest_size=1).hexdigest()[0]}"

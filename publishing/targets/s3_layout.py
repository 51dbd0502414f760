"""How releases lie in an S3 service: content by hash, manifests on a shelf, one object that says which one counts.

objects/<sha256>                content, with its type and encoding
releases/<name>/…, lists/…      manifests, see `shelf`
current                         the release to be served; written last
"""

import json
from dataclasses import asdict, dataclass

from .bucket import Bucket
from .errors import TargetUnavailable

OBJECTS, CURRENT = "objects", "current"
CURRENT_LIMIT = 64 * 1024


@dataclass(frozen=True)
class Pointer:
    """`manifest` is the hash of the release's head; `unswept` objects came since the last clean-up."""

    release: str
    number: int
    manifest: str
    unswept: int = 0

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()


def read_pointer(bucket: Bucket) -> Pointer | None:
    """None before the first release. Raises TargetUnavailable."""
    try:
        return Pointer(**json.loads(bucket.read(CURRENT, CURRENT_LIMIT)))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise TargetUnavailable(
            f"存储桶 {bucket.name} 里的 {bucket.prefix}{CURRENT} 看不懂。请核对后删去，再重新投递。"
        ) from error


def object_key(digest: str) -> str:
    return f"{OBJECTS}/{digest}"

"""A bucket with object lock keeps the heads. The name of an object says everything, so that reading all of them back is
a listing: 1,000 a request."""

from collections.abc import Iterator
from io import BytesIO

from ..bucket import TROUBLE, Bucket
from .base import Anchor, AnchorFault


class S3Place:
    def __init__(self, bucket: Bucket):
        self.bucket, self.name = bucket, bucket.name

    def put(self, anchor: Anchor) -> None:
        name = f"{anchor.sequence:015d}_{anchor.hash}_{anchor.at}_{anchor.key_id}_{anchor.mark}"
        try:
            self.bucket.put(name, BytesIO(b""), 0)
        except TROUBLE as error:
            raise AnchorFault(f"存不进 {self.name}：{error}。存储桶要在建立时打开对象锁定。") from error

    def read(self, after: int) -> Iterator[Anchor]:
        """Every version ever put there, so that a delete marker hides nothing."""
        start = f"{after + 1:015d}"
        try:
            yield from (_parse(name) for name in self.bucket.names() if name >= start)
        except TROUBLE as error:
            raise AnchorFault(f"读不出 {self.name}：{error}。") from error


def _parse(name: str) -> Anchor:
    try:
        sequence, head, at, key, mark = name.split("_")
        return Anchor(int(sequence), head, at, key, mark)
    except ValueError:
        return Anchor(2**62, name[:64], "", "", "")

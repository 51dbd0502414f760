"""An S3 bucket with object lock: what is put there cannot be deleted or replaced until its time is over, by nobody.

The name of an object says everything, so that reading all anchors back is a listing: 1,000 of them a request.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from io import BytesIO

from django.utils import timezone
from minio import Minio
from minio.error import MinioException
from minio.retention import COMPLIANCE, Retention
from urllib3.exceptions import HTTPError

from foundation.storage.client import connect

from .base import Anchor, AnchorFault


class S3Place:
    def __init__(
        self, *, endpoint: str, bucket: str, prefix: str, access_key: str, secret_key: str, keep_days: int
    ):
        self.endpoint, self.bucket, self.prefix = endpoint, bucket, f"{prefix.strip('/')}/".lstrip("/")
        self.access_key, self.secret_key, self.keep_days = access_key, secret_key, keep_days
        self.name = f"s3:{bucket}/{self.prefix}"

    @cached_property
    def client(self) -> Minio:
        return connect(self.endpoint, self.access_key, self.secret_key, read_seconds=20, tries=1)

    def put(self, anchor: Anchor) -> None:
        name = f"{self.prefix}{anchor.sequence:015d}_{anchor.hash}_{anchor.at}_{anchor.key_id}_{anchor.mark}"
        until = timezone.now() + timedelta(days=self.keep_days)
        try:
            self.client.put_object(
                bucket_name=self.bucket,
                object_name=name,
                data=BytesIO(b""),
                length=0,
                retention=Retention(COMPLIANCE, until) if self.keep_days else None,
            )
        except (MinioException, HTTPError) as error:
            raise AnchorFault(f"存不进 {self.name}：{error}。存储桶要在建立时打开对象锁定。") from error

    def read(self, after: int) -> Iterator[Anchor]:
        """Every version ever put there, so that a delete marker hides nothing."""
        start = f"{self.prefix}{after + 1:015d}"
        try:
            for item in self.client.list_objects(
                bucket_name=self.bucket, prefix=self.prefix, recursive=True, include_version=True
            ):
                if item.object_name >= start and not item.is_delete_marker:
                    yield _parse(item.object_name.removeprefix(self.prefix))
        except (MinioException, HTTPError) as error:
            raise AnchorFault(f"读不出 {self.name}：{error}。") from error


def _parse(name: str) -> Anchor:
    try:
        sequence, head, at, key, mark = name.split("_")
        return Anchor(int(sequence), head, at, key, mark)
    except ValueError:
        return Anchor(2**62, name[:64], "", "", "")

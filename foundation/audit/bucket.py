"""An S3 bucket outside: what is put there with a lock cannot be deleted or replaced until its time is over, by nobody."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone
from minio import Minio
from minio.error import MinioException
from minio.retention import COMPLIANCE, Retention
from urllib3.exceptions import HTTPError

from foundation.rulebook.reading import number
from foundation.storage.client import connect

from .rules import LOCK_DAYS

TROUBLE = (MinioException, HTTPError)
PIECE = 1 << 16


class Bucket:
    """`address` is what follows `s3:` or `s3-unlocked:` in a setting: bucket/prefix."""

    def __init__(self, address: str, *, locked: bool):
        self.bucket, _, prefix = address.partition("/")
        self.prefix, self.locked = f"{prefix.strip('/')}/".lstrip("/"), locked
        self.name = f"s3:{self.bucket}/{self.prefix}"

    @cached_property
    def client(self) -> Minio:
        said = settings.AUDIT_S3
        return connect(said["endpoint"], said["access_key"], said["secret_key"], read_seconds=20, tries=1)

    def put(self, name: str, content: BinaryIO, length: int) -> None:
        """Raises one of TROUBLE."""
        until = timezone.now() + timedelta(days=number(LOCK_DAYS))
        self.client.put_object(
            bucket_name=self.bucket,
            object_name=f"{self.prefix}{name}",
            data=content,
            length=length,
            retention=Retention(COMPLIANCE, until) if self.locked else None,
        )

    def names(self) -> Iterator[str]:
        """Of every version ever put there, so that a delete marker hides nothing. Raises one of TROUBLE."""
        for item in self.client.list_objects(
            bucket_name=self.bucket, prefix=self.prefix, recursive=True, include_version=True
        ):
            if not item.is_delete_marker:
                yield item.object_name.removeprefix(self.prefix)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The newest version. Raises one of TROUBLE."""
        answer = self.client.get_object(bucket_name=self.bucket, object_name=f"{self.prefix}{name}")
        try:
            yield from answer.stream(PIECE)
        finally:
            answer.close()
            answer.release_conn()

"""Files in any S3 service, over the minio SDK."""

import io
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import quote

from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from minio import Minio
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from .client import connect
from .errors import StorageUnavailable
from .names import SafeNames
from .ranges import RangeReader

PART = 10 * 1024 * 1024  # bytes; upload and memory unit of a big file
READ_AHEAD = 1024 * 1024
REFUSED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"}
MISSING = {"NoSuchKey", "NoSuchObject", "ResourceNotFound"}


@deconstructible(path="foundation.storage.s3.S3Storage")
class S3Storage(SafeNames, Storage):
    """Django storage in one bucket. `url` signs an address for an hour unless the bucket has a public one."""

    def __init__(
        self,
        *,
        endpoint: str,
        bucket: str,
        access_key: str,
        secret_key: str,
        region: str = "us-east-1",
        public_url: str = "",
        url_seconds: int = 3600,
    ) -> None:
        self.endpoint, self.bucket, self.region = endpoint, bucket, region
        self.access_key, self.secret_key = access_key, secret_key
        self.public_url, self.url_seconds = public_url.rstrip("/"), url_seconds

    @cached_property
    def client(self) -> Minio:
        """Connected on first use."""
        return connect(self.endpoint, self.access_key, self.secret_key, region=self.region)

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("stored files are only read; save a new one to change it")
        size = self.size(name)
        reader = RangeReader(lambda start, length: self._read(name, start, length), size)
        file = File(io.BufferedReader(reader, READ_AHEAD), name)
        file.size = size
        return file

    def _read(self, name: str, start: int, length: int) -> bytes:
        with self._explained(name):
            answer = self.client.get_object(
                bucket_name=self.bucket, object_name=name, offset=start, length=length
            )
            try:
                return answer.read()
            finally:
                answer.close()
                answer.release_conn()

    def _save(self, name, content):
        if content.seekable():
            content.seek(0)
        try:
            length = content.size
        except (AttributeError, OSError):
            length = -1  # a stream: sent part by part until it ends
        with self._explained(name):
            self.client.put_object(
                bucket_name=self.bucket,
                object_name=name,
                data=content,
                length=length,
                part_size=PART,
                content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
            )
        return name

    def put(self, name: str, content) -> None:
        """Write an object under exactly this name, instead of one that may be there. Raises StorageUnavailable."""
        self._save(name, content)

    def remove_folder(self, name: str) -> None:
        """Every object below a folder; none is no error."""
        if not name.strip("/"):
            raise ValueError("the storage itself is not removed")
        with self._explained(name):
            found = self.client.list_objects(
                bucket_name=self.bucket, prefix=f"{name.strip('/')}/", recursive=True
            )
            for item in found:
                self.client.remove_object(bucket_name=self.bucket, object_name=item.object_name)

    def delete(self, name):
        if not name:
            raise ValueError("The name must be given to delete().")
        with self._explained(name):
            self.client.remove_object(bucket_name=self.bucket, object_name=name)

    def exists(self, name):
        try:
            self._stat(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name):
        return self._stat(name).size

    def get_modified_time(self, name) -> datetime:
        moment = self._stat(name).last_modified
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

    def listdir(self, path):
        prefix = f"{path.strip('/')}/" if path.strip("/.") else ""
        folders: list[str] = []
        files: list[str] = []
        with self._explained(path):
            for item in self.client.list_objects(bucket_name=self.bucket, prefix=prefix):
                name = item.object_name.removeprefix(prefix)
                if name:
                    (folders if item.is_dir else files).append(name.rstrip("/"))
        return folders, files

    def url(self, name):
        if self.public_url:
            return f"{self.public_url}/{quote(name)}"
        with self._explained(name):
            return self.client.presigned_get_object(
                bucket_name=self.bucket, object_name=name, expires=timedelta(seconds=self.url_seconds)
            )

    def _stat(self, name):
        with self._explained(name):
            return self.client.stat_object(bucket_name=self.bucket, object_name=name)

    @contextmanager
    def _explained(self, name: str) -> Iterator[None]:
        """FileNotFoundError for what is not there, StorageUnavailable in Chinese for the rest."""
        try:
            yield
        except S3Error as error:
            if error.code in MISSING:
                raise FileNotFoundError(f"对象存储中没有这个文件：{name}") from error
            raise StorageUnavailable(self._reason(error)) from error
        except (HTTPError, MinioException) as error:
            text = f"连接不上对象存储 {self.endpoint}。请检查服务是否在运行、地址是否正确。（{type(error).__name__}）"
            raise StorageUnavailable(text) from error

    def _reason(self, error: S3Error) -> str:
        if error.code == "NoSuchBucket":
            return f"对象存储里没有存储桶 {self.bucket}。请先建立，或改正 S3_BUCKET。"
        if error.code in REFUSED:
            return "对象存储拒绝了密钥。请检查 S3_ACCESS_KEY 和 S3_SECRET_KEY 及其对存储桶的权限。"
        return f"对象存储拒绝了请求：{error.code} {error.message}"

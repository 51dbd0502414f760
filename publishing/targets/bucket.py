"""One place in an S3 service, in the few words a release needs. No Django: public hosts pull with it too."""

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO

from minio import Minio
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from foundation.storage.client import connect

from .errors import TargetUnavailable

PARALLEL = 8  # transfers at a time; small objects wait for the network, not for the processor
REFUSED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"}
MISSING = {"NoSuchKey", "NoSuchObject", "ResourceNotFound"}
VARIABLES = {"endpoint": "S3_ENDPOINT", "access_key": "S3_ACCESS_KEY", "secret_key": "S3_SECRET_KEY"}


@dataclass(frozen=True)
class Account:
    """How to reach the service. `endpoint` begins with http:// or https://."""

    endpoint: str
    access_key: str
    secret_key: str
    region: str = "us-east-1"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Account":
        """RELEASE_S3_… where it is set, else the S3_… of stored files. Raises ValueError naming what is missing."""
        values = {
            field: environment.get(f"RELEASE_{name}") or environment.get(name, "")
            for field, name in VARIABLES.items()
        }
        missing = [f"RELEASE_{VARIABLES[field]}" for field, value in values.items() if not value]
        if missing:
            raise ValueError(f"用对象存储要设置环境变量：{'、'.join(missing)}。")
        region = environment.get("RELEASE_S3_REGION") or environment.get("S3_REGION") or "us-east-1"
        return cls(**values, region=region)

    def __repr__(self) -> str:
        return f"Account({self.endpoint!r})"  # keys must not reach a log


class Bucket:
    """Objects below `prefix` of a bucket. Raises TargetUnavailable with a Chinese sentence, FileNotFoundError."""

    def __init__(self, account: Account, bucket: str, prefix: str = "") -> None:
        self.account, self.name = account, bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""

    def read(self, key: str, limit: int) -> bytes:
        """The whole object; one larger than `limit` bytes is not read."""
        with self.open(key) as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise TargetUnavailable(f"对象 {key} 大得不合理，没有读取。请检查存储桶 {self.name}。")
        return data

    @contextmanager
    def open(self, key: str) -> Iterator["Stream"]:
        with self.explained(key):
            answer = self._client.get_object(bucket_name=self.name, object_name=self.prefix + key)
        try:
            yield Stream(self, key, answer)
        finally:
            answer.close()
            answer.release_conn()

    def write(self, key: str, data: bytes, type_: str, encoding: str = "") -> None:
        self.send(key, io.BytesIO(data), len(data), type_, encoding)

    def send(self, key: str, stream: BinaryIO, size: int, type_: str, encoding: str = "") -> None:
        """One object, whole or not at all; large ones go in parts."""
        headers: dict[str, Any] = {"Content-Encoding": encoding} if encoding else {}
        with self.explained(key):
            self._client.put_object(
                bucket_name=self.name,
                object_name=self.prefix + key,
                data=stream,
                length=size,
                content_type=type_,
                metadata=headers,
            )

    def names(self, folder: str) -> Iterator[str]:
        """Every key below a folder, relative to it."""
        prefix = f"{self.prefix}{folder}/"
        with self.explained(folder):
            for item in self._client.list_objects(bucket_name=self.name, prefix=prefix, recursive=True):
                yield (item.object_name or "").removeprefix(prefix)

    def remove(self, key: str) -> None:
        with self.explained(key):
            self._client.remove_object(bucket_name=self.name, object_name=self.prefix + key)

    @cached_property
    def _client(self) -> Minio:
        one = self.account
        return connect(
            one.endpoint, one.access_key, one.secret_key, region=one.region, tries=3, at_once=PARALLEL
        )

    @contextmanager
    def explained(self, key: str) -> Iterator[None]:
        try:
            yield
        except S3Error as error:
            if error.code in MISSING:
                raise FileNotFoundError(f"对象存储里没有 {key}") from error
            raise TargetUnavailable(self._reason(error)) from error
        except (HTTPError, MinioException, ConnectionError) as error:
            raise TargetUnavailable(
                f"和对象存储 {self.account.endpoint} 的连接断了或连不上。请检查服务和网络；会自动再试。"
                f"（{type(error).__name__}）"
            ) from error

    def _reason(self, error: S3Error) -> str:
        if error.code == "NoSuchBucket":
            return f"对象存储里没有存储桶 {self.name}。请先建立，或改正目标地址。"
        if error.code in REFUSED:
            return f"对象存储拒绝了密钥。请检查 RELEASE_S3_ACCESS_KEY、RELEASE_S3_SECRET_KEY 和它对桶 {self.name} 的权限。"
        return f"对象存储拒绝了请求：{error.code} {error.message}"


class Stream:
    """An object being read; a cut connection is told like any other trouble with the service."""

    def __init__(self, bucket: Bucket, key: str, answer: Any) -> None:
        self._bucket, self._key, self._answer = bucket, key, answer

    def read(self, length: int) -> bytes:
        with self._bucket.explained(self._key):
            return self._answer.read(length, decode_content=False)  # as it was signed, not as it unpacks

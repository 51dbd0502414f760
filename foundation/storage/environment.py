"""Choose the storage from the environment: S3_ENDPOINT set means S3, otherwise the file system."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NEEDED = {"bucket": "S3_BUCKET", "access_key": "S3_ACCESS_KEY", "secret_key": "S3_SECRET_KEY"}
OPTIONAL = {"region": "S3_REGION", "public_url": "S3_PUBLIC_URL"}


def storage_from(environment: Mapping[str, str]) -> dict[str, Any]:
    """The entry `STORAGES["default"]`. Raises ImproperlyConfigured naming every variable that is missing."""
    endpoint = environment.get("S3_ENDPOINT", "")
    if not endpoint:
        return {"BACKEND": "foundation.storage.files.LocalStorage"}
    if not endpoint.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"S3_ENDPOINT 要以 http:// 或 https:// 开头，现在是 {endpoint!r}。")
    missing = [variable for variable in NEEDED.values() if not environment.get(variable)]
    if missing:
        raise ImproperlyConfigured(f"设置了 S3_ENDPOINT，还缺少环境变量：{'、'.join(missing)}。")
    named = {**NEEDED, **OPTIONAL}
    options = {option: environment[name] for option, name in named.items() if environment.get(name)}
    return {"BACKEND": "foundation.storage.s3.S3Storage", "OPTIONS": {"endpoint": endpoint, **options}}


def private_storage_from(environment: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """The entry `STORAGES["private"]`: files that only a view gives out, after asking who asks.

    Beside S3 it needs a bucket of its own, because readers may reach the other one. Raises ImproperlyConfigured.
    """
    if not environment.get("S3_ENDPOINT", ""):
        return {
            "BACKEND": "foundation.storage.private.PrivateStorage",
            "OPTIONS": {"location": folder, "file_permissions_mode": 0o600},
        }
    bucket = environment.get("S3_PRIVATE_BUCKET", "")
    if not bucket or bucket == environment.get("S3_BUCKET"):
        raise ImproperlyConfigured(
            "设置了 S3_ENDPOINT，还要有不公开的 S3_PRIVATE_BUCKET，不能和 S3_BUCKET 是同一个。"
        )
    return storage_from({**environment, "S3_BUCKET": bucket, "S3_PUBLIC_URL": ""})

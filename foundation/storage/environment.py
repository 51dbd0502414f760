"""Choose the storage from the environment: S3_ENDPOINT set means S3, otherwise the file system."""

from collections.abc import Mapping
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

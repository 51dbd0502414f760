"""A client of an S3 service that gives up on one that is away after seconds, not minutes. No Django."""

from urllib.parse import urlsplit

import urllib3
from minio import Minio

TROUBLES = [500, 502, 503, 504]  # answers that may be another one at the next try


def connect(
    endpoint: str,
    access_key: str,
    secret_key: str,
    *,
    region: str = "us-east-1",
    read_seconds: float = 60,
    tries: int = 2,
    at_once: int = 10,
) -> Minio:
    """`endpoint` begins with http:// or https://; nothing is asked of it yet. `tries` after the first one."""
    address = urlsplit(endpoint)
    return Minio(
        endpoint=address.netloc,
        access_key=access_key,
        secret_key=secret_key,
        secure=address.scheme == "https",
        region=region,
        http_client=urllib3.PoolManager(
            maxsize=at_once,
            timeout=urllib3.Timeout(connect=3, read=read_seconds),
            retries=urllib3.Retry(total=tries, backoff_factor=0.2, status_forcelist=TROUBLES),
        ),
    )

"""The S3 storage when the service is not as it should be, and how the environment chooses it."""

import urllib.error
import urllib.request

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile

from foundation.storage.environment import storage_from
from foundation.storage.errors import StorageUnavailable
from foundation.storage.s3 import S3Storage
from tests.services.processes import free_port


def make(place, **changed):
    options = {
        "endpoint": f"http://{place.endpoint}",
        "bucket": place.bucket,
        "access_key": place.access_key,
        "secret_key": place.secret_key,
    }
    return S3Storage(**{**options, **changed})


def test_a_server_that_is_away_is_named_in_the_error(s3):
    storage = make(s3, endpoint=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(StorageUnavailable, match="连接不上对象存储 http"):
        storage.save("a.txt", ContentFile(b"1"))
    with pytest.raises(StorageUnavailable, match="连接不上"):
        storage.exists("a.txt")


def test_a_wrong_key_is_told_apart_from_a_missing_file(s3):
    with pytest.raises(StorageUnavailable, match="S3_ACCESS_KEY"):
        make(s3, secret_key="wrong").save("a.txt", ContentFile(b"1"))


def test_a_missing_bucket_is_named(s3):
    with pytest.raises(StorageUnavailable, match="没有存储桶 not-there"):
        make(s3, bucket="not-there").listdir("")


def test_a_signed_address_cannot_be_changed(s3):
    storage = make(s3)
    name = storage.save("a.txt", ContentFile(b"1"))
    forged = storage.url(name).replace("X-Amz-Expires=3600", "X-Amz-Expires=360000")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(forged)


def test_a_public_address_needs_no_signature(s3):
    assert (
        make(s3, public_url="https://files.example.org/").url("a/b.txt")
        == "https://files.example.org/a/b.txt"
    )


def test_without_settings_files_lie_on_the_disk():
    assert storage_from({})["BACKEND"] == "foundation.storage.files.LocalStorage"


def test_the_environment_chooses_s3():
    given = {
        "S3_ENDPOINT": "https://s3.example.org",
        "S3_BUCKET": "b",
        "S3_ACCESS_KEY": "k",
        "S3_SECRET_KEY": "s",
    }
    chosen = storage_from(given)
    assert chosen["BACKEND"] == "foundation.storage.s3.S3Storage"
    assert chosen["OPTIONS"]["bucket"] == "b"


def test_what_is_missing_in_the_environment_is_listed():
    with pytest.raises(ImproperlyConfigured, match="S3_BUCKET、S3_SECRET_KEY"):
        storage_from({"S3_ENDPOINT": "https://s3.example.org", "S3_ACCESS_KEY": "k"})
    with pytest.raises(ImproperlyConfigured, match="https://"):
        storage_from({"S3_ENDPOINT": "s3.example.org"})

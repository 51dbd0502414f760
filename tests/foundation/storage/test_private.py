"""Files that no address leads to stand apart from those that readers may reach."""

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile

from foundation.storage.environment import private_storage_from
from foundation.storage.private import private_storage

S3 = {"S3_ENDPOINT": "http://s3:1", "S3_BUCKET": "public", "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "b"}


def test_a_private_file_has_no_address_and_lies_outside_the_media_folder():
    name = private_storage().save("deputies/a.pdf", ContentFile(b"%PDF"))
    path = private_storage().path(name)
    assert not path.startswith(str(settings.MEDIA_ROOT))
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    with pytest.raises(ValueError, match="no address"):
        private_storage().url(name)


def test_beside_s3_it_needs_a_bucket_of_its_own(tmp_path):
    for bucket in ("", "public"):
        with pytest.raises(ImproperlyConfigured, match="S3_PRIVATE_BUCKET"):
            private_storage_from({**S3, "S3_PRIVATE_BUCKET": bucket, "S3_PUBLIC_URL": "https://x"}, tmp_path)
    made = private_storage_from({**S3, "S3_PRIVATE_BUCKET": "closed", "S3_PUBLIC_URL": "https://x"}, tmp_path)
    assert made["OPTIONS"]["bucket"] == "closed"
    assert "public_url" not in made["OPTIONS"]

"""Keys: made by a command, rotated with a witness, never shown, demanded where the public relies on them."""

import json
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundation.audit.models import AuditRecord
from publishing.release.manifest import Manifest
from publishing.release.signing import Keyring, SignatureFault, check_head
from publishing.rendering.render_run import PublishError
from publishing.services import publish_site
from publishing.services.signing import check_key
from tests.publishing.factory import item, replace
from tests.publishing.test_services import content  # noqa: F401 - the fixture of an app's documents

pytestmark = pytest.mark.django_db


def keys(*arguments) -> str:
    out = StringIO()
    call_command("release_keys", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def key(settings, tmp_path):
    settings.RELEASE_KEY_FILE = str(tmp_path / "keys" / "release.pem")
    settings.RELEASE_KEY_MAKE = False
    return tmp_path / "keys" / "release.pem"


def checked(settings, trusted: Keyring) -> Keyring:
    manifest = Manifest.read(settings.SITE_DIR / "current")
    return check_head(manifest.head_bytes, manifest.number, manifest.signature, trusted, manifest.keys)


def test_a_made_key_signs_what_is_published_and_only_its_owner_reads_it(key, content, settings):  # noqa: F811
    said = keys("make")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    secret = key.read_text().splitlines()[1]
    publish_site()
    checked(settings, Keyring.read(keys("public").encode()))
    checked(settings, Keyring.read(keys("public", "--pem").encode()))
    told = [
        said,
        keys("list"),
        keys("public"),
        *map(str, AuditRecord.objects.values_list("detail", flat=True)),
    ]
    told += [p.read_text("utf-8", "replace") for p in settings.SITE_DIR.rglob("*") if p.is_file()]
    assert not any(secret in text for text in told)
    with pytest.raises(CommandError, match="rotate"):
        keys("make")


def test_after_a_rotation_whoever_trusts_the_old_key_can_check_the_new_releases(key, content, settings):  # noqa: F811
    keys("make")
    publish_site()
    trusted = Keyring.read(keys("public").encode())
    assert "从第 2 号版本起" in keys("rotate", "--name", "2027")
    content.save(replace(item(1), title="换了密钥以后"))
    publish_site()
    grown = checked(settings, trusted)
    assert [one.name for one in grown.keys] == ["1", "2027"]
    manifest = Manifest.read(settings.SITE_DIR / "current")
    with pytest.raises(SignatureFault, match="不在受信的公钥里"):
        check_head(manifest.head_bytes, manifest.number, manifest.signature, trusted)
    assert "作证" in keys("list")


def test_without_a_key_nothing_is_published_and_the_cure_is_named(key, content, settings):  # noqa: F811
    with pytest.raises(PublishError, match=str(key)):
        publish_site()
    assert not (settings.SITE_DIR / "current").exists()
    settings.RELEASE_KEY_FILE = ""
    with pytest.raises(PublishError, match="release_keys make"):
        publish_site()
    assert [fault.id for fault in check_key(None)] == ["publishing.E001"]
    with pytest.raises(CommandError, match="没有说是哪个文件"):
        keys("list")


def test_a_key_others_can_read_is_refused_with_the_cure(key, content):  # noqa: F811
    keys("make")
    key.chmod(0o644)
    with pytest.raises(PublishError, match="chmod 600"):
        publish_site()
    with pytest.raises(CommandError, match="chmod 600"):
        keys("list")


def test_a_file_that_is_no_key_is_refused(key):
    key.parent.mkdir()
    key.write_text("-----BEGIN PRIVATE KEY-----\nabc\n")
    key.chmod(0o600)
    with pytest.raises(CommandError, match="不是"):
        keys("list")


def test_the_public_ring_is_json_for_any_verifier(key):
    keys("make")
    ring = json.loads(keys("public"))
    assert ring["keys"][0]["first"] == 1

"""Handing in, claiming, dropping, sweeping."""

from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from foundation.attachments.errors import UnfitFile
from foundation.attachments.models import StoredFile
from foundation.attachments.services import claim, drop, keep, sweep
from foundation.audit.models import AuditRecord
from foundation.rights.refusals import Refused
from foundation.storage.private import private_storage

from .samples import EVIL, pdf, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_disk():
    """How many files came since the test began."""
    storage = private_storage()

    def count() -> int:
        folder = f"attachments/{timezone.now():%Y/%m}"
        return len(storage.listdir(folder)[1]) if storage.exists(folder) else 0

    before = count()
    return lambda: count() - before


@pytest.fixture
def one_megabyte(monkeypatch):
    """Every limit in megabytes is 1."""
    monkeypatch.setattr(import_module("foundation.attachments.services.keep"), "number", lambda key: 1)


def test_a_photo_is_kept_clean_under_a_name_that_tells_nothing(hand_in):
    stored = hand_in("../我的 照片<1>.JPG", photo())
    assert (stored.name, stored.kind) == ("我的 照片1.jpg", "jpeg")
    assert "照片" not in stored.file.name
    assert b"Secret Phone" not in stored.file.read()
    assert stored.digest != stored.given_digest
    assert AuditRecord.objects.get(verb="attachments.kept").actor_id == hand_in.by.pk


@pytest.mark.parametrize("name", ["script.pdf", "template.docx"])
def test_of_a_refused_file_nothing_stays(hand_in, on_disk, name):
    with pytest.raises(UnfitFile):
        hand_in(name, EVIL[name][0])
    assert not StoredFile.objects.exists()
    assert on_disk() == 0


def test_a_doubled_click_keeps_one_file(hand_in):
    assert hand_in("a.pdf", pdf(static_id=True)) == hand_in("a.pdf", pdf(static_id=True))
    assert StoredFile.objects.count() == 1


def test_empty_and_too_large_files_are_told_so_before_they_are_read(hand_in, one_megabyte):
    with pytest.raises(UnfitFile, match="空的"):
        hand_in("a.pdf", b"")
    with pytest.raises(UnfitFile, match="超过 1 MB"):
        hand_in("a.pdf", b"%PDF-" + bytes(1_100_000))


def test_nobody_fills_the_house_in_a_day(hand_in, one_megabyte):
    hand_in("a.pdf", pdf())
    StoredFile.objects.update(given_size=2**20)
    with pytest.raises(Refused, match="一天最多上传 1 MB"):
        hand_in("b.pdf", pdf(linearize=True))


def test_claimed_files_belong_to_one_thing_and_doing_it_twice_is_no_harm(hand_in, user_for):
    stored, thing, other = hand_in("a.pdf", pdf()), user_for("editor"), user_for("editor")
    for _ in range(2):
        assert claim([stored.key], thing, by=hand_in.by, purpose="test") == [stored]
    with pytest.raises(Refused, match="不是您刚上传的"):
        claim([stored.key], other, by=hand_in.by, purpose="test")
    with pytest.raises(Refused, match="已经提交"):
        drop(stored, by=hand_in.by)


def test_all_or_none_are_claimed(hand_in, user_for):
    stored, thing = hand_in("a.pdf", pdf()), user_for("editor")
    gone = "00000000-0000-4000-8000-000000000000"
    for bad in (gone, "not-a-key"):
        with pytest.raises(Refused):
            claim([stored.key, bad], thing, by=hand_in.by, purpose="test")
    stored.refresh_from_db()
    assert stored.claimed_by == ""


def test_nobody_uses_or_drops_anothers_file(hand_in, user_for):
    stored, another = hand_in("a.pdf", pdf()), user_for("deputy")
    with pytest.raises(Refused):
        claim([stored.key], another, by=another, purpose="test")
    with pytest.raises(PermissionDenied):
        drop(stored, by=another)


def test_what_was_dropped_is_gone_from_disk_too(hand_in, on_disk, django_capture_on_commit_callbacks):
    stored = hand_in("a.pdf", pdf())
    with django_capture_on_commit_callbacks(execute=True):
        drop(stored, by=hand_in.by)
    assert not StoredFile.objects.exists()
    assert on_disk() == 0


def test_what_nobody_used_is_swept_after_three_days_and_nothing_else(
    hand_in, user_for, django_capture_on_commit_callbacks
):
    used, unused = hand_in("a.pdf", pdf()), hand_in("b.jpg", photo())
    claim([used.key], user_for("editor"), by=hand_in.by, purpose="test")
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep() == 0
        with time_machine.travel(timezone.now() + timedelta(hours=73)):
            assert sweep() == 1
    assert list(StoredFile.objects.all()) == [used]
    assert not unused.file.storage.exists(unused.file.name)


def test_no_file_stays_when_the_row_cannot_be_written(hand_in, anything, on_disk, monkeypatch):
    monkeypatch.setattr(StoredFile, "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep(SimpleUploadedFile("b.pdf", pdf(linearize=True)), by=hand_in.by, purpose=anything)
    assert on_disk() == 0

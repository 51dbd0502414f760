"""代录: only by whom it is for, never beyond the deputy's own rights, on paper with the sheet, and the deputy is told."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.audit.models import AuditRecord
from foundation.life.models import ProxyEntry
from foundation.life.services import enter_for
from foundation.notices.models import Notice
from foundation.rights.refusals import Refused
from tests.services.sheets import PDF


def sheet(content: bytes = PDF, name: str = "../../etc/签字.pdf"):
    return SimpleUploadedFile(name, content, "text/html")


def enter(house, **more):
    values = {"by": house.staff, "verb": "messages.choose", "obj": house.deputy, "how": "paper", **more}
    return enter_for(house.deputy, **values)


def test_on_paper_the_signed_sheet_is_kept_and_everybody_can_see_who_typed(house):
    entry = enter(house, scan=sheet())
    assert entry.scan_digest == hashlib.sha256(PDF).hexdigest()
    assert entry.scan_type == "application/pdf"  # by what it is, not by what the browser says
    assert "etc" not in entry.scan.name
    detail = AuditRecord.objects.get(verb="proxy.entered").detail
    assert detail["acting_for"] == f"user:{house.deputy.pk}"
    assert detail["scan"] == entry.scan_digest
    assert "许文澜替您代录" in Notice.objects.get(template="life.entered", person=house.deputy).title


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, "扫描件"),
        ({"scan": sheet(b"<html>")}, "可以上传：PDF、JPG 图片、PNG 图片"),
        ({"scan": sheet(PDF + b"0" * 20 * 1024 * 1024)}, "超过 20 MB"),
        ({"how": "rumour"}, "依据"),
        ({"verb": "suggestions.accept", "how": "phone"}, "没有“受理"),
    ],
)
def test_what_does_not_hold_is_refused(house, more, why):
    with pytest.raises(Refused, match=why):
        enter(house, **more)
    assert not ProxyEntry.objects.exists()


def test_a_deputy_enters_for_nobody(house):
    with pytest.raises(PermissionDenied):
        enter(house, by=house.deputy, how="phone")

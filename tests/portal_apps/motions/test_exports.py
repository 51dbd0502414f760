"""A list leaves the house as it is filtered, with a trace."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from foundation.audit.models import AuditRecord
from foundation.jobs.services import run_waiting
from portal_apps.motions import services as do
from portal_apps.motions.models import Errand, Item
from portal_apps.motions.services.export_list import drop_old_exports

pytestmark = pytest.mark.django_db


def test_the_file_holds_what_the_list_shows(house, client_for):
    house.tracked()
    house.accepted()
    client = client_for(house.staff)
    answer = client.post("/motions/export/", {"form": "xlsx", "state": "accepted"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows if row[0] and str(row[0]).startswith("第")] == ["第2号"]
    record = AuditRecord.objects.get(verb="motions.export")
    assert record.detail["rows"] == 1
    assert record.detail["conditions"] == {"状态": "已受理"}
    text = client.post("/motions/export/", {"form": "csv", "queue": "assign"}).content.decode("utf-8-sig")
    assert "第2号" in text
    assert "第1号" not in text


def test_the_word_list_has_the_conditions_and_the_readers_mark(house, client_for):
    house.tracked()
    answer = client_for(house.staff).post("/motions/export/", {"form": "docx", "result": "B"})
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "办理结果：B" in text
    assert "导出，编号" in text
    assert document.tables[0].rows[1].cells[0].text == "第1号"


def test_a_long_list_is_made_by_a_worker_and_fetched_by_who_asked(house, client_for, decided):
    decided("motions.export_at_once", 0)
    house.accepted()
    client = client_for(house.staff)
    answer = client.post("/motions/export/", {"form": "csv"}, follow=True)
    assert "正在导出" in answer.content.decode()
    run_waiting()
    errand = Errand.objects.get()
    assert "文件好了" in client.get(f"/motions/errands/{errand.pk}/").content.decode()
    file = client.get(f"/motions/errands/{errand.pk}/file/")
    assert "第1号" in b"".join(file.streaming_content).decode("utf-8-sig")
    assert (
        client_for(house.person("committee_staff")).get(f"/motions/errands/{errand.pk}/file/").status_code
        == 404
    )
    Errand.objects.update(at=timezone.now() - timezone.timedelta(days=8))
    assert drop_old_exports() == 1
    assert client.get(f"/motions/errands/{errand.pk}/file/").status_code == 404
    assert "已经过期" in client.get(f"/motions/errands/{errand.pk}/").content.decode()


def test_who_may_not_export_gets_no_file(house, client_for):
    house.accepted()
    assert client_for(house.lead).post("/motions/export/", {"form": "csv"}).status_code == 403
    with pytest.raises(PermissionDenied):
        do.export_items(Item.objects.all(), by=house.lead)


def test_a_wrong_form_is_said_and_nothing_leaves(house, client_for):
    answer = client_for(house.staff).post("/motions/export/", {"form": "exe"}, follow=True)
    assert "可以导出" in answer.content.decode()
    assert not AuditRecord.objects.filter(verb="motions.export").exists()


def test_a_name_that_is_kept_from_others_stays_kept(house):
    house.accepted(confidential=True)
    for role, kept in (("committee_staff", True), ("congress_staff", False)):
        text = do.export_items(Item.objects.all(), by=house.person(role), form="csv").decode("utf-8-sig")
        assert ("（请求保密）" in text) is kept, role


def test_a_unit_exports_its_own_only(house):
    house.assigned()
    text = do.export_items(Item.objects.all(), by=house.at(house.union), form="csv").decode("utf-8-sig")
    assert "第1号" not in text

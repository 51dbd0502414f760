"""Lists that leave the house."""

import csv
import io

import pytest
from openpyxl import load_workbook

from foundation.audit.models import AuditRecord
from portal_apps.motions import services as do
from portal_apps.motions.models import Item

pytestmark = pytest.mark.django_db


def test_a_list_leaves_as_the_reader_may_see_it_with_a_trace_and_no_formulas(house):
    house.judged()
    item = house.draft()
    do.edit(item, by=house.lead, title="=HYPERLINK(1)")
    house.submitted(Item.objects.get(pk=item.pk))
    own = house.draft()
    rows = Item.objects.order_by("pk")
    sheet = load_workbook(io.BytesIO(do.export_items(rows, by=house.staff))).active
    lines = list(sheet.iter_rows(values_only=True))
    head = next(line for line in lines if "编号" in line)
    first = dict(zip(head, lines[lines.index(head) + 1], strict=True))
    assert (first["编号"], first["主办（分别办理）"], first["办理结果"]) == ("第1号", "市中级法院", "A")
    assert (first["办理态度评价"], first["领衔代表"], first["代表人数"]) == ("满意", "代表1", "1")

    text = do.export_items(rows, by=house.staff, form="csv", conditions={"state": ""}).decode("utf-8-sig")
    written = list(csv.reader(io.StringIO(text)))
    assert len(written) == 1 + 2 + 1  # head, what staff may read, whose copy it is
    assert written[2][2] == "'=HYPERLINK(1)"
    assert own.title not in text
    assert AuditRecord.objects.filter(verb="motions.export").count() == 2

"""The office's own lists, and lists that leave the house."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from foundation.audit.models import AuditRecord
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.models import Category, GateRule, Item, NumberSeries

pytestmark = pytest.mark.django_db


def test_the_commission_keeps_the_tree_and_a_branch_never_hangs_on_itself(house):
    top = Category.objects.get(name="城市建设")
    below = do.keep(Category(name="道路桥梁", parent=top), by=house.staff)
    assert str(below) == "城市建设／道路桥梁"
    top.parent = below
    with pytest.raises(Refused, match="下面"):
        do.keep(top, by=house.staff)
    with pytest.raises(Refused, match="已经有"):
        do.keep(Category(name="财贸金融"), by=house.staff)
    with pytest.raises(PermissionDenied):
        do.keep(Category(name="其他"), by=house.person("unit_head"))


@pytest.mark.parametrize(
    "pattern", ["第号", "第{n号", "第{who}号", "{n}" * 3 + "号" * 40, "第{n.real.denominator}号"]
)
def test_a_pattern_that_cannot_tell_two_numbers_apart_is_refused(house, pattern):
    series = NumberSeries.objects.get(kind="suggestion")
    series.pattern = pattern
    with pytest.raises(Refused):
        do.keep(series, by=house.staff)


def test_a_rule_of_the_gate_has_words_a_reason_and_a_source(house):
    rule = GateRule.objects.get(key="case")
    rule.source = " "
    with pytest.raises(Refused, match="依据"):
        do.keep(rule, by=house.staff)


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

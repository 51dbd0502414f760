"""The yearly report: words by people, figures by the system, and what was issued stays what it was."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from foundation.jobs.services import run_waiting
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.models import Item, YearReport
from portal_apps.motions.reach import readable
from portal_apps.motions.services.reporting.draft_report import draft_report
from portal_apps.motions.services.reporting.issue_report import ask_report
from portal_apps.motions.statistics.facts import settle, work_out_all
from portal_apps.motions.statistics.report import changes, yearly
from portal_apps.motions.statistics.scope import read

from .made import TODAY, MadeItem, MadePart, make

pytestmark = pytest.mark.django_db
BROKEN = MadeItem("assigned", key=True, parts=(MadePart(-20, -1, promises=(("open", -3),)),))


@pytest.fixture
def issued(house, django_capture_on_commit_callbacks) -> YearReport:
    house.replied()
    make(house, BROKEN)
    work_out_all()
    draft_report(2026, by=house.staff, opening="今年代表们更关注道路和桥梁。", outlook="明年先清欠账。")
    with django_capture_on_commit_callbacks(execute=True):
        ask_report(2026, by=house.staff)
    run_waiting()
    return YearReport.objects.get()


def test_it_is_issued_as_word_and_pdf_with_digests_and_never_changes(house, issued):
    word, pdf = issued.word.open("rb").read(), issued.pdf.open("rb").read()
    assert hashlib.sha256(word).hexdigest() == issued.word_digest
    assert hashlib.sha256(pdf).hexdigest() == issued.pdf_digest
    assert pdf.startswith(b"%PDF")
    text = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    for words in ("今年代表们更关注道路和桥梁。", "满意率", "到期未兑现的承诺", "装灯", "明年先清欠账。"):
        assert words in text
    for change in (
        lambda: YearReport.objects.update(opening="别的"),
        lambda: YearReport.objects.all().delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_the_figures_of_that_day_can_be_had_again_and_what_changed_is_said(house, issued):
    reply = Item.objects.get(title__startswith="关于完善").handlings.get()
    do.evaluate(reply, by=house.lead, attitude="satisfied", grade="satisfied")
    settle()
    told = {now.figure.key: (then, now.value, change) for now, then, change in changes(issued.figures, 2026)}
    assert told["result_good"] == (0, 1, 1)
    assert told["answered"] == (2, 2, 0)
    then = read(f"@{issued.pk}~unjudged")
    assert readable(house.staff).filter(then.condition(house.staff)).count() == told["unjudged"][0] == 2
    assert str(then).endswith("未评价")


def test_a_second_issue_is_another_report(house, issued):
    ask_report(2026, by=house.staff)
    run_waiting()
    assert list(YearReport.objects.values_list("issue", flat=True)) == [2, 1]


def test_only_the_commission_issues_and_only_a_year_that_has_something(house):
    for role in ("government_office", "council_member", "deputy", "unit_head"):
        with pytest.raises(PermissionDenied):
            ask_report(2026, by=house.person(role))
        with pytest.raises(PermissionDenied):
            draft_report(2026, by=house.person(role), opening="", outlook="")
    with pytest.raises(Refused, match="还没有可以统计"):
        ask_report(2019, by=house.staff)


def test_what_a_deputy_wants_kept_between_the_two_is_not_named(house):
    item = make(house, BROKEN)
    Item.objects.filter(pk=item.pk).update(confidential=True)
    work_out_all()
    lists = {one.name: one.rows for one in yearly(2026, TODAY).lists}
    assert list(lists["到期未兑现的承诺"]) == []
    assert list(lists["重点督办建议"]) == []


def test_the_screens_lead_from_the_words_to_the_files(house, client_for, issued):
    staff, head = client_for("congress_staff"), client_for("unit_head")
    assert "第 1 次编发" in staff.get("/motions/reports/").content.decode()
    page = staff.post("/motions/reports/2026/", {"opening": "改了", "outlook": "", "issue": "1"}, follow=True)
    assert "正在编发" in page.content.decode()
    page = staff.get(f"/motions/reports/issued/{issued.pk}/").content.decode()
    assert issued.word_digest in page
    assert YearReport.objects.get().opening == "今年代表们更关注道路和桥梁。"
    file = staff.get(f"/motions/reports/issued/{issued.pk}/pdf/")
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    assert head.get("/motions/reports/").status_code == 403


def test_leaders_see_this_year_at_one_look_and_come_to_the_items(house, client_for):
    make(house, MadeItem("assigned", parts=(MadePart(-3),)))
    work_out_all()
    leader = client_for("council_member")
    page = leader.get("/").content.decode()
    assert "2026 年度办理情况" in page
    assert "逾期未答复" in page
    listed = leader.get("/motions/?tab=all&figure=overdue~2026")
    assert listed.context["page"].paginator.count == 1
    assert "2026 年度办理情况" not in client_for("deputy").get("/").content.decode()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_table_is_a_file_too(house, client_for, form):
    make(house, MadeItem("assigned", parts=(MadePart(-3),)))
    work_out_all()
    made = client_for("congress_staff").get(f"/motions/figures/export/?by=unit&form={form}")
    assert made.status_code == 200
    text = made.content.decode("utf-8-sig") if form == "csv" else ""
    assert form == "xlsx" or "市中级法院,1,1,0" in text

"""Importing: whole records, any number of times, refusals by line."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from cms.importing.services import import_content
from cms.pages.models import NewsPage, PolicyPage
from foundation.audit.models import AuditRecord
from publishing.models import Change
from tests.cms.editorial.conftest import make_user

from .conftest import news

pytestmark = pytest.mark.production


def test_a_record_becomes_a_draft_in_its_column(write, chief):
    result = import_content(write("a.jsonl", news(title="示例市人大常委会举行会议")), "news", by=chief)
    assert (result.read, result.created, result.refused) == (1, 1, [])
    page = NewsPage.objects.get()
    assert not page.live
    assert page.get_parent().slug == "yaowen"
    assert page.news_type == "headline"
    assert page.source == "示例日报"
    assert page.summary.startswith("3月5日，市人大常委会组织部分代表")


def test_a_second_run_changes_nothing_and_makes_no_revision(write, chief):
    path = write("a.jsonl", news(1), news(2))
    import_content(path, "news", by=chief)
    revisions = sum(page.revisions.count() for page in NewsPage.objects.all())
    again = import_content(path, "news", by=chief)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert sum(page.revisions.count() for page in NewsPage.objects.all()) == revisions


def test_a_changed_source_updates_its_page_with_a_new_revision(write, chief):
    import_content(write("a.jsonl", news(1)), "news", by=chief)
    changed = news(1, body_html="<p>3月5日，市人大常委会到社区调研，更正了户数。</p>")
    result = import_content(write("a.jsonl", changed), "news", by=chief)
    assert (result.created, result.updated) == (0, 1)
    draft = NewsPage.objects.get().get_latest_revision_as_object()
    assert "更正了户数" in str(draft.body)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (b'{"title": "\xd6\xd0"}', "编码不是 UTF-8"),
        ('{"title": "断', "不是完整的 JSON"),
        ("[1, 2]", "不是一条 JSON 记录"),
        (news(title=""), "缺少标题"),
        (news(title="长" * 300), "最多 255 个"),
        (news(body_html=" <p>　</p>"), "正文是空的"),
        (news(body_html=None), "正文是空的"),
        (news(date="2024-02-30"), "不是有效的日期"),
        (news(date="2999-01-01"), "在将来"),
        (news(source=""), "缺少来源"),
        (news(title=["甲"]), "应是文字"),
        (news(body_html="<p>乱\ufffd码</p>"), "乱码"),
    ],
)
def test_a_broken_record_is_refused_by_line_and_the_rest_goes_on(write, chief, row, why):
    result = import_content(write("a.jsonl", news(1), row, news(3)), "news", by=chief)
    assert (result.read, result.created) == (3, 2)
    (refusal,) = result.refused
    assert refusal.where == "a.jsonl:2"
    assert why in refusal.why


def test_published_items_keep_their_dates_and_stand_in_the_order_of_them(write, chief):
    rows = [news(1, date="2024-03-05"), news(2, date="2020-01-01"), news(3, date="2022-06-01")]
    result = import_content(write("a.jsonl", *rows), "news", by=chief, publish=True)
    assert result.published == 3
    pages = NewsPage.objects.order_by("sequence")
    assert all(page.live for page in pages)
    assert [page.published_on.year for page in pages] == [2020, 2022, 2024]
    assert [page.published_on.date().isoformat() for page in pages] == [
        "2020-01-01",
        "2022-06-01",
        "2024-03-05",
    ]
    for page in pages:
        assert Change.objects.filter(document_id=page.document_id, verb="publish").count() == 1


def test_an_item_the_gate_stops_stays_a_draft_and_says_why(write, chief):
    bad = news(2, body_html="<p>联系人李某，电话13812345678，请于2月30日前报名参加本次活动。</p>")
    result = import_content(write("a.jsonl", news(1), bad), "news", by=chief, publish=True)
    assert (result.created, result.published) == (2, 1)
    (refusal,) = result.refused
    assert refusal.where == "a.jsonl:2"
    assert "没有发布" in refusal.why
    assert "手机号码" in refusal.why
    assert "13812345678" not in refusal.why
    assert not NewsPage.objects.get(title=bad["title"]).live


def test_drafts_of_an_earlier_run_are_published_by_a_later_one(write, chief):
    path = write("a.jsonl", news(1))
    import_content(path, "news", by=chief)
    result = import_content(path, "news", by=chief, publish=True)
    assert (result.created, result.published) == (0, 1)
    assert NewsPage.objects.get().live


def test_nobody_without_the_right_imports(write, site):
    with pytest.raises(PermissionDenied):
        import_content(write("a.jsonl", news(1)), "news", by=make_user("殷清露", "editor"))
    assert not NewsPage.objects.exists()


def test_an_import_is_in_the_audit_log(write, chief):
    import_content(write("a.jsonl", news(1)), "news", by=chief)
    entry = AuditRecord.objects.get(verb="importing.import")
    assert (entry.actor, entry.detail["created"]) == (chief, 1)


def test_stopping_in_the_middle_keeps_whole_records_and_the_next_run_goes_on(write, chief):
    path = write("a.jsonl", news(1), news(2), news(3))

    def stop_after_one(done, total, title):
        if done == 1:
            raise KeyboardInterrupt

    first = import_content(path, "news", by=chief, progress=stop_after_one)
    assert first.stopped
    assert NewsPage.objects.count() == 1
    second = import_content(path, "news", by=chief)
    assert (second.created, second.unchanged) == (2, 1)


def test_imported_pages_are_found_by_the_search(write, chief):
    import_content(write("a.jsonl", news(1, title="关于城市停车难的调研")), "news", by=chief)
    assert [page.title for page in NewsPage.objects.all().search("停车")] == ["关于城市停车难的调研"]


def test_saving_a_page_after_an_import_is_indexed_again(write, chief):
    import_content(write("a.jsonl", news(1)), "news", by=chief)
    page = NewsPage.objects.get()
    page.title = "后来改成物业管理"
    page.save()
    assert NewsPage.objects.all().search("物业管理").count() == 1


def test_a_policy_page_brings_only_its_content_and_its_facts(write, chief):
    fact = (
        "<tr><td><b>索 引 号：</b></td><td>0001/2018-1</td><td><b>主题分类：</b></td><td>财政\\税务</td></tr>"
    )
    html = (
        f"<div><table><tr><td><table>{fact}</table></td></tr></table><table><tr><td id='UCAP-CONTENT'>"
        "<p><b>关于印发办法</b></p><p><b>的通知</b></p><p>示政发〔2018〕1号</p><p>各县区：</p>"
        "<p>现将办法印发给你们，自2019年1月1日起施行，请结合实际认真贯彻执行。</p></td></tr></table>"
        "<div id='qr'>扫一扫在手机打开当前页</div><img src='share.gif'></div>"
    )
    row = {
        "title": "关于印发办法的通知",
        "doc_number": "示政发〔2018〕1号",
        "issuer": "示例市人民政府",
        "index_number": "",
        "url": "http://www.example.gov.cn/1.htm",
        "html": html,
        "written": "2018-11-05",
        "published": "2018-11-12",
    }
    import_content(write("p.jsonl", row), "policy", by=chief)
    page = PolicyPage.objects.get()
    assert (page.document_number, page.index_number) == ("示政发〔2018〕1号", "0001/2018-1")
    assert (page.issuing_body, str(page.passed_on), str(page.effective_on)) == (
        "示例市人民政府",
        "2018-11-05",
        "2019-01-01",
    )
    assert sorted(tag.name for tag in page.tags.all()) == ["税务", "财政"]
    body = str(page.body)
    assert "扫一扫" not in body
    assert "索" not in body
    assert "关于印发办法" not in body
    assert "各县区" in body


def test_a_work_report_joins_broken_lines_and_keeps_its_chapters(write, chief):
    text = (
        "政府工作报告\n——2021年1月5日在第一届市人民代表大会第四次会议上\n市长 某某\n各位代表：\n"
        "一、去年工作\n面对困难，\n全市人民共同努力，完成了任务。\n二、今年安排\n继续努力。\n"
    )
    import_content(write("r.txt", text), "work_report", by=chief)
    page = PolicyPage.objects.get()
    assert page.title == "2021年政府工作报告"
    assert page.author_name == "市长 某某"
    assert [block.block_type for block in page.body] == [
        "rich_text",
        "heading",
        "rich_text",
        "heading",
        "rich_text",
    ]
    assert "面对困难，全市人民共同努力" in str(page.body)


def test_the_command_prints_its_figures_as_json(write, site, capsys):
    call_command("import_content", str(write("a.jsonl", news(1), "坏行")), kind="news", json=True)
    figures = json.loads(capsys.readouterr().out)
    assert (figures["read"], figures["created"], figures["updated"]) == (2, 1, 0)
    assert figures["refused"][0]["where"] == "a.jsonl:2"


def test_a_path_that_is_not_there_is_said_plainly(site):
    from django.core.management import CommandError

    with pytest.raises(CommandError, match="找不到"):
        call_command("import_content", "/nowhere/at-all", kind="news", json=True)

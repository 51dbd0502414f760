"""Alarms on real news, which had been through an editorial office: each is a cost to an editor."""

from collections import Counter

import pytest

from publishing.contract import Document
from publishing.services import CheckContext, check_document
from tests.real_input import records

from .articles import paragraphs


def news() -> list[Document]:
    return [
        Document(
            id=f"news:{number}",
            kind="news",
            locale="zh-hans",
            path=f"/news/{number}/",
            title=row["title"],
            summary="摘要在导入时由首段得出。",
            source=row["source"],
            published=f"{row['date']}T00:00:00+00:00",
            body=({"type": "rich_text", "value": {"html": row["body_html"]}},),
        )
        for number, row in enumerate(records("news/cctv_news.jsonl"))
    ]


def test_at_most_two_news_items_in_a_hundred_get_an_error(record_property):
    items = news()
    alarmed, codes = 0, Counter()
    for document in items:
        issues = check_document(document, CheckContext())
        codes.update((issue.code, issue.severity) for issue in issues)
        alarmed += any(issue.severity == "error" for issue in issues)
    record_property("false_alarms", f"{alarmed}/{len(items)} {dict(codes)}")
    assert len(items) == 899
    assert alarmed / len(items) <= 0.02


@pytest.mark.parametrize(
    "text",
    [
        "国办发〔2018〕108号", "索引号000014349/2018-00205", "咨询电话0371-67881234、67881235转8001", "邮编450006", "热线12345、110",
        "经费1380000000元", "统一社会信用代码11410100005252345X", "公安备案号41010502003456", "项目代码2018-410105-77-03-012345",
        "增长13.5%，完成138.12345678亿元", "4K/8K与5G", "2×4厘米", "王××等3人", "138****1234", "4101051980****1234", "编号202600012345678",
        "二〇〇〇年和一九九六年", "12月31日至1月1日", "2024年2月29日", "方案有待定论", "等待定点", "该楼盘X座", "XX", "TODOS", "（图）", "（视频）",
        "2026-02-28", "1.2.3.4版", "北纬34.7466度，东经113.6253度", "订单号20260228123456789012",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_fault_is_left_alone(text):
    body = (paragraphs(f"会议情况如下：{text}，其他照旧。"),)
    document = Document("x:1", "news", "zh-hans", "/x/1/", "题目", summary="要点", source="来源", body=body)
    assert check_document(document, CheckContext()) == []

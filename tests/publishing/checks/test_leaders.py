"""Leaders: what is wrong is said, what is right passes."""

from dataclasses import replace
from datetime import date

import pytest

from publishing.services import check_document

from .articles import LEADERS, article, context, paragraphs


def codes(text: str, **changes) -> list[str]:
    known = context(**changes)
    return [issue.code for issue in check_document(article(body=(paragraphs(text),)), known)]


@pytest.mark.parametrize(
    "text",
    [
        "市人大常委会主任孙明远主持会议。", "市人民代表大会常务委员会主任孙明远主持会议。", "会议由主任孙明远主持。", "孙明远主任讲话。",
        "市委书记赵青山、市长钱长河、市人大常委会主任孙明远出席。", "时任副市长孙明远曾到此调研。", "市委副书记、市长钱长河讲话。",
        "大会主席团常务主席、执行主席孙明远主持大会。", "孙明远表示，赵青山同志的讲话十分重要。", "示例市人大常委会副主任李文博参加。",
    ],
)  # fmt: skip
def test_right_titles_and_orders_pass(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("市人大常委会副主任孙明远讲话。", "leader_title"),
        ("市政府主任孙明远讲话。", "leader_title"),
        ("孙明远副主任讲话。", "leader_title"),
        ("钱长河、赵青山出席。", "leader_order"),
        ("市人大常委会主任孙明元讲话。", "leader_name"),
        ("孙明元出席。", "leader_name"),
    ],
)
def test_wrong_ones_are_named(text, code):
    assert codes(text) == [code]


def test_a_title_is_judged_by_the_day_the_item_was_published():
    then = replace(LEADERS[2], titles=("市人大常委会主任",), since=date(2026, 1, 1))
    before = replace(LEADERS[2], titles=("副市长",), until=date(2025, 12, 31))
    assert codes("副市长孙明远讲话。", leaders=(then, before)) == ["leader_title"]
    old = article(body=(paragraphs("副市长孙明远讲话。"),), published="2025-06-01T00:00:00+00:00")
    assert check_document(old, context(leaders=(then, before))) == []

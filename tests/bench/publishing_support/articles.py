"""Synthetic Chinese articles: 1,950 characters each, words by Zipf's law, twelve years of dates, one fixed seed."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from publishing.contract import Document, Tag

CHARACTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事"
    "平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题"
)
PHRASES = [
    "常务委员会",
    "人民代表大会",
    "主任会议",
    "执法检查",
    "代表建议",
    "立法计划",
    "征求意见",
    "专题询问",
    "停车管理",
    "物业管理",
    "垃圾分类",
    "历史文化名城保护",
    "养老服务",
    "营商环境",
    "预算审查",
    "国有资产",
    "备案审查",
    "联络站",
    "民生实事",
    "票决制",
    "乡村振兴",
    "生态环境",
    "安全生产",
    "义务教育",
    "公共卫生",
    "城市更新",
    "数字经济",
    "法治建设",
    "人事任免",
    "听取和审议",
    "视察调研",
    "议案办理",
]
COLUMNS = ("要闻", "立法", "监督", "代表", "任免", "公开")
SOURCES = ("示例日报", "示例市人大常委会办公厅", "示例广播电视台")
LENGTH, PARAGRAPHS = 1950, 8
POOL = 3000


class Author:
    """Writes the same articles every time."""

    def __init__(self, seed: int = 20261122):
        self.random = random.Random(seed)
        self.words = [
            "".join(self.random.choices(CHARACTERS, k=self.random.choice((1, 2, 2, 2, 3, 4))))
            for _ in range(20_000)
        ]
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))
        self.tags = [Tag(f"tag-{number}", f"标签{number}") for number in range(200)]
        self.tag_weights = list(accumulate(1 / (rank + 1) for rank in range(len(self.tags))))
        # Written once and put together anew for each article: a hundred thousand of them cost seconds, not minutes.
        self.paragraphs = [f"<p>{self.text(LENGTH // PARAGRAPHS)}</p>" for _ in range(POOL)]
        self.summaries = [self.text(60) for _ in range(POOL)]

    def text(self, length: int) -> str:
        parts: list[str] = []
        size = 0
        while size < length:
            words = self.random.choices(self.words, cum_weights=self.weights, k=12)
            words.append(self.random.choice(PHRASES))
            sentence = "".join(words[:7]) + "，" + "".join(words[7:]) + "。"
            parts.append(sentence)
            size += len(sentence)
        return "".join(parts)[:length]

    def article(self, number: int, total: int) -> Document:
        column = self.random.randrange(len(COLUMNS))
        day = datetime(2014, 1, 1, 1, 30, tzinfo=UTC) + timedelta(days=number * 4380 // max(total, 1))
        tags = self.random.choices(self.tags, cum_weights=self.tag_weights, k=2)
        paragraphs = "".join(self.random.choices(self.paragraphs, k=PARAGRAPHS))
        return Document(
            id=f"page:{number}",
            kind="news",
            locale="zh-hans",
            path=f"/c{column}/{day:%Y}/{day:%m%d}/{number}/",
            title=f"{self.random.choice(PHRASES)}{self.text(14)}",
            sequence=number,
            summary=self.random.choice(self.summaries),
            source=self.random.choice(SOURCES),
            published=day.isoformat(),
            updated=day.isoformat(),
            column=f"page:c{column}",
            tags=tuple(dict.fromkeys(tags)),
            body=({"type": "rich_text", "value": {"html": paragraphs}},),
            data={"news_type": "activity", "news_type_label": "工作动态"},
        )

    def articles(self, count: int) -> Iterator[Document]:
        return (self.article(number, count) for number in range(1, count + 1))


def frame() -> list[Document]:
    """Site facts, home and six columns."""
    from tests.publishing.factory import column, home, identity

    columns = [column(f"c{place}", title, position=place) for place, title in enumerate(COLUMNS)]
    return [identity(), home(), *columns]

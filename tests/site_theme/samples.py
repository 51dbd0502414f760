"""Documents made up for the theme: ordinary ones, empty ones, and ones that are too much of everything."""

from dataclasses import dataclass, field
from typing import Any

from publishing.contract import Attachment, Document, Gone, Picture, Rendition, Tag
from tests.services import film

from . import broadcast

AS_OF = "2026-11-22"
UPDATED = "2026-11-22T00:30:00+00:00"
LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
HUGE_TITLE = (
    "关于《示例市人民代表大会常务委员会关于修改〈示例市历史文化名城保护条例〉等十二件地方性法规的决定（草案）》"
    "审议结果以及清河流域综合治理、老旧小区加装电梯、普惠托育服务、养老服务设施建设等专项工作情况的综合报告"
) * 2


@dataclass
class Fill:
    """How much a page holds."""

    name: str
    cards: int
    title: str = ""
    tags: int = 3
    rows: int = 4
    blocks: bool = True
    locale: str = "zh-hans"
    pictures: tuple[str, ...] = field(default=("roofs", "river", "hall"))

    @property
    def english(self) -> bool:
        return self.locale == "en"


TYPICAL = Fill("typical", cards=7)
EMPTY = Fill("empty", cards=0, tags=0, rows=0, blocks=False, pictures=())
HUGE = Fill("huge", cards=16, title=HUGE_TITLE[:200], tags=50, rows=60)
ENGLISH = Fill("english", cards=6, locale="en")
FILLS = (TYPICAL, EMPTY, HUGE, ENGLISH)

TITLES = (
    "执法检查组沿清河走了九天，带回四十一个问题",
    "主任会议研究第四十二次会议议程草案",
    "市人大代表专题调研普惠托育：一个托位的账怎么算",
    "代表接待日聚焦老旧小区加装电梯，四部门当场答复",
    "两件规范性文件经审查建议后修改",
    "养老服务条例草案首次审议，助餐补贴成焦点",
    "审计查出问题整改：一张清单逐项销号",
    "联络站里的“板凳会”开到第一百场",
)
ENGLISH_TITLES = (
    "Inspectors walk the Qinghe for nine days and bring back forty-one problems",
    "Chairpersons settle the agenda of the forty-second session",
    "Deputies ask what a nursery place really costs",
    "Two normative documents amended after review",
)
DAYS = ("2026-11-20", "2026-11-19", "2026-11-18", "2026-11-16", "2026-10-30", "2026-10-22", "2026-10-15")


def picture(scene: str, alt: str = "老城的屋顶，远处是山", tall: bool = False) -> Picture:
    ratio = 1.5 if scene == "tower" else 0.5625
    sizes = tuple(
        Rendition(f"/media/{scene}-{width}.{ending}", width, round(width * ratio), kind)
        for ending, kind in (("webp", "image/webp"), ("jpg", "image/jpeg"))
        for width in (480, 960, 1440)
    )
    return Picture(alt, sizes, sizes[-2], credit="资料图片")


def title(fill: Fill, number: int = 0) -> str:
    if fill.title:
        return fill.title
    texts = ENGLISH_TITLES if fill.english else TITLES
    return texts[number % len(texts)]


def tags(fill: Fill) -> tuple[Tag, ...]:
    words = ("River", "Old town", "Law") if fill.english else ("清河流域", "历史文化名城", "立法")
    return tuple(Tag(f"t{n}", words[n % 3] + (f" {n}" if n > 2 else "")) for n in range(fill.tags))


def attachments(fill: Fill) -> list[Attachment]:
    if fill.english:
        return [Attachment("Full text", "/files/a.pdf", "a.pdf", "PDF", 312_400, "3f" * 32)]
    return [
        Attachment(
            "示例市历史文化名城保护条例（公告文本）", "/files/a.ofd", "a.ofd", "OFD", 312_400, "3f" * 32
        ),
        Attachment("修改前后对照文本", "/files/b.pdf", "b.pdf", "PDF", 1_486_000, "a7" * 32),
        Attachment(
            title(fill) if fill.title else "采纳情况表", "/files/c.xlsx", "c.xlsx", "XLSX", 94_100, "0c" * 32
        ),
    ]


def prose(fill: Fill) -> str:
    if fill.english:
        return (
            "<p>The revised rules were approved by the provincial standing committee on 20 November and take effect"
            " on 1 March 2027. They are the first full revision since 1998.</p><p>Owners of listed houses may apply"
            " for no less than half of the assessed cost. See <a href='/laws/'>the full text</a>.</p>"
        )
    text = (
        "<p>11 月 20 日，省十四届人大常委会第二十六次会议批准了修订后的《示例市历史文化名城保护条例》。条例共八章五十八条，"
        "自 2027 年 3 月 1 日起施行。这是条例 1998 年制定以来首次全面修订。</p><p>三年前，市人大代表在清河西岸的一次走访中"
        "发现，东关街的一处老宅因产权人说不清、修缮资金没着落，后墙已经鼓出十几厘米。“不是没人想修，是不知道该谁修。”这句话"
        "被写进了当年的代表议案，也成为这次修订要回答的第一个问题。<a href='https://example.org/report'>意见汇总</a>同日公布。</p>"
        "<ul><li>历史城区、历史文化街区、名镇、名村；</li><li>历史建筑；</li><li>传统街巷、河道水系和城址遗迹。</li></ul>"
    )
    return text + (f"<p>{LONG_WORD}</p>" if fill.title else "")


def body(fill: Fill) -> tuple[dict[str, Any], ...]:
    """Every type of block once."""
    if not fill.blocks:
        return ()
    head = ("Item", "Yes", "No") if fill.english else ("表决事项", "赞成", "反对", "弃权", "出席")
    row = ("Rules (draft)", "52", "0") if fill.english else ("条例（修订草案表决稿）", "52", "0", "2", "55")
    return (
        {"type": "rich_text", "value": {"html": prose(fill)}},
        {"type": "image", "value": {"picture": picture("river"), "caption": "清河左岸，2025 年完成整治。"}},
        {
            "type": "heading",
            "value": {
                "level": 2,
                "text": "谁来修，谁出钱" if not fill.english else "Who pays",
                "anchor": "who",
            },
        },
        {"type": "rich_text", "value": {"html": "<p>新条例明确，历史建筑的所有权人是保护责任人。</p>"}},
        {
            "type": "table",
            "value": {
                "caption": "表决结果（2026-08-28）" if not fill.english else "Vote",
                "header": list(head),
                "rows": [list(row)] * max(fill.rows, 2),
                "row_header": True,
            },
        },
        {"type": "heading", "value": {"level": 3, "text": "老宅能不能装空调", "anchor": "air"}},
        *_quoted_blocks(),
        {"type": "related", "value": {"title": "相关报道", "documents": ["page:1", "page:2", "page:404"]}},
        {"type": "attachments", "value": {"title": "", "files": attachments(fill)}},
    )


def _quoted_blocks() -> tuple[dict[str, Any], ...]:
    shots = [
        {"picture": picture(scene), "caption": "列入保护名录的老宅"} for scene in ("roofs", "river", "hall")
    ]
    return (
        {
            "type": "quotation",
            "value": {
                "text": "保护不是把人请出去，是让人住得下去，房子也传得下去。",
                "by": "一位参加立法座谈会的街坊",
            },
        },
        {"type": "gallery", "value": {"pictures": shots}},
        {
            "type": "video",
            "value": {
                "title": "一座老宅的六十年",
                "url": "https://video.example.org/1",
                "poster": picture("roofs"),
                "seconds": 372,
            },
        },
        {
            "type": "video",
            "value": {"title": "表决的三秒", "url": "", "poster": None, "seconds": 3, "media": film.media()},
        },
        {"type": "live", "value": broadcast.value()},
        {"type": "live_coming", "value": broadcast.coming()},
    )


def _meeting(fill: Fill) -> dict[str, Any]:
    return {
        "meeting_name": "市十六届人大常委会第四十二次会议",
        "starts_at": "2026-11-26T01:00:00Z",
        "ends_at": "2026-11-27T09:00:00Z",
        "venue": "常委会机关会议厅",
        "live_url": "https://live.example.org/42",
        "agenda": [
            {"category": "立法", "subject": "物业管理条例（修订草案）", "action": "首次审议"},
            {"category": "监督", "subject": "清河流域保护条例执法检查报告", "action": "听取和审议"},
            {
                "category": "监督",
                "subject": "2025 年度国有资产管理情况的综合报告",
                "action": "听取和审议",
            },
            {"category": "任免", "subject": "人事任免案", "action": "表决"},
        ]
        * (4 if fill.title else 1),
    }


def data_of(kind: str, fill: Fill) -> dict[str, Any]:
    """What only this kind knows, all of it; nothing where the fill is empty."""
    if fill.name == "empty":
        return {}
    return {
        "news": {"news_type": "headline", "news_type_label": "要闻"},
        "notice": {"document_number": "示人常公告〔2026〕27 号"},
        "legislative": {
            "info_type": "draft",
            "info_type_label": "草案征求意见",
            "opens_on": "2026-11-01",
            "closes_on": "2026-11-25",
            "how_to_comment": "来信寄示例市中心区人民路 1 号法制工作委员会。\n电子邮箱 law@example.gov.cn。",
            "passed_on": "2026-08-28",
            "approved_on": "2026-11-20",
            "promulgated_on": "2026-11-21",
            "effective_on": "2027-03-01",
        },
        "policy": {
            "policy_type": "decision",
            "policy_type_label": "决定",
            "document_number": "示人常发〔2026〕18 号",
            "index_number": "000000000/2026-00018",
            "issuing_body": "示例市人民代表大会常务委员会",
            "passed_on": "2026-10-30",
            "effective_on": "2026-12-01",
            "validity": "in_force",
            "validity_label": "现行有效",
        },
        "meeting": _meeting(fill),
        "site_notice": {"level": "urgent", "link": "/notices/2026/1122/12/"},
        "picture_story": {
            "pictures": [
                {"picture": picture(s), "caption": "晨雾里的清河，执法检查组从这里出发。"}
                for s in ("river", "tower", "roofs", "hall")
            ]
        },
    }.get(kind, {})


def document(kind: str, fill: Fill) -> Document:
    rich = fill.name != "empty"
    return Document(
        id="page:9",
        kind=kind,
        locale=fill.locale,
        path=f"/news/2026/1122/{kind}/",
        title=fill.title
        or ("Rules on the old town approved" if fill.english else "名城保护新条例获批准 明年三月一日起施行"),
        subtitle="——《示例市历史文化名城保护条例》修订侧记" if rich and not fill.english else "",
        summary="修订后的条例把 3 片历史文化街区、412 处历史建筑逐一挂牌建档，写明谁来修、谁出钱、修坏了怎么办。"
        if rich
        else "",
        source="市人大常委会办公厅" if rich else "",
        author="言午" if rich else "",
        editor="方砚" if rich else "",
        published="2026-11-22T00:30:00+00:00",
        updated="2026-11-22T00:30:00+00:00",
        sequence=9,
        column="page:100",
        tags=tags(fill),
        picture=picture("roofs") if rich else None,
        body=body(fill),
        data=data_of(kind, fill),
    )


def gone(fill: Fill) -> Gone:
    return Gone(
        "page:8",
        fill.locale,
        "/news/2026/1101/8/",
        fill.title or "一则已经失效的通知",
        "2026-11-21T02:00:00Z",
        "内容有误，已重新发布。",
    )

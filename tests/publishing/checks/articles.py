"""A sound article, and hundreds of bad ones made from it: the seeded corpus of the gate. All of it is invented."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice, product

from publishing.contract import Document, Picture, Rendition
from publishing.services import CheckContext, LeaderRule, TermAutomaton, TermRule

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
PARAGRAPHS = (
    "市人大常委会日前召开会议，听取和审议关于老旧小区改造工作情况的报告，审议意见按规定交市人民政府研究处理。",
    "会议指出，要坚持以人民为中心，依法加强监督，推动问题解决。咨询电话：0371-55550000，邮编450000。",
    "会议还审议了2026年上半年计划执行情况的报告，批准〔2026〕12号文件，预算总额1234567890123元。",
)


def picture(alt="会议现场", width=1200) -> Picture:
    rendition = Rendition("/media/1.jpg", width, width // 2, "image/jpeg")
    return Picture(alt=alt, renditions=(rendition,), fallback=rendition)


def paragraphs(*texts: str) -> dict:
    return {"type": "rich_text", "value": {"html": "".join(f"<p>{text}</p>" for text in texts)}}


def article(**changes) -> Document:
    sound = Document(
        id="page:7",
        kind="news",
        locale="zh-hans",
        path="/news/2026/1120/7/",
        title="市人大常委会听取老旧小区改造情况报告",
        summary="会议听取和审议了关于老旧小区改造工作情况的报告。",
        source="市人大常委会办公厅",
        published="2026-11-20T02:00:00+00:00",
        picture=picture(),
        body=(
            {"type": "heading", "value": {"level": 2, "text": "改造进展", "anchor": "progress"}},
            paragraphs(*PARAGRAPHS),
            {
                "type": "table",
                "value": {"caption": "进度", "header": ["区", "户"], "rows": [["东区", "1200"]]},
            },
        ),
    )
    return replace(sound, **changes)


LEADERS = (
    LeaderRule("赵青山", ("市委书记",), 1),
    LeaderRule("钱长河", ("市人民政府市长", "市委副书记"), 2),
    LeaderRule("孙明远", ("市人大常委会主任", "党组书记"), 3),
    LeaderRule("李文博", ("市人大常委会副主任",), 4),
)
TERMS = TermAutomaton(
    [
        *(TermRule(f"禁用词{han}", "forbidden") for han in "甲乙丙丁戊己庚辛壬癸"),
        *(TermRule(f"敏感词{han}", "sensitive") for han in "甲乙丙丁戊己庚辛壬癸"),
        TermRule("人大委员", "misspelt", "人大代表"),
        TermRule("备案审察", "misspelt", "备案审查"),
        TermRule("政协代表", "misspelt", "政协委员"),
        TermRule("布署", "misspelt", "部署"),
        TermRule("再接再励", "misspelt", "再接再厉"),
        TermRule("人大委员会", "allowed"),
        TermRule("人大委员长", "allowed"),
        TermRule("13900001111", "allowed"),
    ]
)


def context(**changes) -> CheckContext:
    known = CheckContext(
        now=NOW,
        terms=TERMS,
        leaders=LEADERS,
        paths=frozenset({"/", "/news/", "/news/2026/1120/7/", "/policy/2026/0101/3/"}),
        anchors={"/policy/2026/0101/3/": frozenset({"art-1"})},
        own_domains=frozenset({"www.example.gov.cn"}),
    )
    return replace(known, **changes)


def placed(bad: str):
    """The article with `bad` in each of the places where an editor could have written it."""
    yield article(title=f"关于{bad}的报道")
    yield article(subtitle=f"记者注意到{bad}")
    yield article(summary=f"会议通报了情况，{bad}。")
    yield article(body=(paragraphs(PARAGRAPHS[0], f"据介绍，{bad}，特此说明。"),))
    yield article(body=(paragraphs(f"据介绍，<strong>{bad[:3]}</strong>{bad[3:]}，特此说明。"),))
    yield article(body=(paragraphs("见表"), table(bad)))
    yield article(
        body=(paragraphs("有图"), {"type": "image", "value": {"picture": picture(), "caption": bad}})
    )
    yield article(body=(paragraphs("引文"), {"type": "quotation", "value": {"text": bad, "by": ""}}))


def table(cell: str) -> dict:
    return {"type": "table", "value": {"caption": "表", "header": ["甲", "乙"], "rows": [["1", cell]]}}


def in_places(bads, at_least: int = 60) -> list[Document]:
    return [document for bad in bads for document in placed(bad)][: max(at_least, 400)]


def spread(*parts) -> list[str]:
    return ["".join(combination) for combination in islice(product(*parts), 60)]

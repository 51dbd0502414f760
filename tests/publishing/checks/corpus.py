"""The families of the seeded corpus: at least 60 bad articles each. Numbers are computed, not anybody's."""

from dataclasses import replace

from publishing.checks.numbers import check_character, passes_luhn

from .articles import article, context, in_places, paragraphs, picture, table

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def identity_number(area: str, birthday: str, order: str) -> str:
    return area + birthday + order + check_character(area + birthday + order)


def card(start: str) -> str:
    return next(start + str(d) for d in range(10) if passes_luhn(start + str(d)))


ID = identity_number("410105", "19800229", "123")
PERSONAL = [
    ID,
    identity_number("110101", "19991231", "017").lower(),
    " ".join((ID[:6], ID[6:14], ID[14:])),
    ID.translate(FULL_WIDTH),
    f"{ID[:6]}-{ID[6:14]}-{ID[14:]}",
    "410105800228123",
    "13812345678",
    "138 1234 5678",
    "+86-138-1234-5678",
    "１３８１２３４５６７８",
    card("622202170000123"),
    " ".join(card("622202170000123")[i : i + 4] for i in range(0, 16, 4)),
    card("621700246000012345"),
    f"身份证号{ID}转",
    "电话13812345678（李某）",
]
PLACEHOLDERS = [
    "此处填写内容", "请输入正文", "点击此处添加文字", "标题待定", "（待补充）", "【待核实】", "TODO", "Lorem ipsum dolor sit amet",
    "XX同志", "[图片]", "（插入图片）", "×年×月×日", "20××年", "年  月  日", "测试测试", "测试文章1", "锟斤拷", "\ufffd\ufffd", "XXX",
    "时间待定", "某某某", "____",
]  # fmt: skip
FORBIDDEN = [*(f"禁用词{han}" for han in "甲乙丙丁戊己庚辛"), "禁 用　词甲", "禁\u200b用词乙"]
SENSITIVE = [*(f"敏感词{han}" for han in "甲乙丙丁戊己庚辛")]
MISSPELT = [
    "市人大委员发言", "备案审察工作", "政协代表列席", "作出布署", "再接再励", "省人大委员视察", "加强备案审察", "布 署",
]  # fmt: skip
TITLES = [
    "市人大常委会副主任孙明远讲话", "市委副书记赵青山出席", "市人大常委会主任李文博主持", "副市长钱长河到会", "市委书记孙明远讲话",
    "李文博主任讲话", "钱长河书记指出", "市政协主席孙明远",
]  # fmt: skip
ORDERS = [
    "钱长河、赵青山出席会议", "出席会议的有孙明远、钱长河", "李文博、孙明远参加", "孙明远，赵青山先后讲话",
    "市领导李文博、赵青山参加", "李文博和孙明远调研", "市人大常委会主任孙明远、市委书记赵青山出席", "李文博、钱长河出席",
]  # fmt: skip
NAMES = [
    "市人大常委会主任孙明原主持", "市委书记赵青珊讲话", "市人大常委会副主任李文搏", "市人民政府市长钱长何", "市委书记赵山青",
    "孙明苑讲话", "李闻博参加", "市人大常委会主任孙朋远",
]  # fmt: skip
DATES = [
    "2月30日", "2026年2月29日", "4月31日", "13月5日", "2026-02-30", "二〇二六年二月三十日", "2026年11月22日（星期一）", "十一月三十一日",
    "2026/04/31", "9月31日",
]  # fmt: skip
LINKS = [
    "", "#", "/nowhere/", "/policy/2026/0101/3/#art-9", "#lost", "http://www.example.gov.cn/news/", "http://www.example.gov.cn/lost/",
    "http://localhost:8000/admin/", "http://192.168.1.8/a.html", "javascript:void(0)", "file:///c:/a.doc", "http://", "http://oa/a",
    "https://10.0.0.3/x", "/news/2026/1120/8/", "ftp://example.com/a",
]  # fmt: skip


def linked(href: str):
    for words in ("详见全文", "附件一", "链接", "<strong>通知</strong>"):
        yield article(body=(paragraphs(f'请看<a href="{href}">{words}</a>。'), table("1")))


def incomplete():
    for kind in ("news", "notice", "legislative", "policy", "meeting", "topic"):
        base = article(kind=kind, data={"issuing_body": "市人大常委会"})
        gone = {"title": " ", "summary": "", "picture": picture(alt=" ")}
        if kind != "topic":
            gone["source"] = ""
        if kind not in {"meeting", "topic"}:
            gone["body"] = ()
        yield from (replace(base, **{name: value}) for name, value in gone.items())
        if kind not in {"meeting", "topic"}:
            yield replace(base, body=(paragraphs(" ", "<br>"),))
        for block in (
            {"picture": picture(alt=""), "caption": "图"},
            {"picture": picture(alt="  "), "caption": ""},
        ):
            body = (*base.body, {"type": "image", "value": block})
            yield replace(base, body=body)
            yield replace(base, body=(*base.body, {"type": "gallery", "value": {"pictures": [block]}}))
            yield replace(base, body=(paragraphs("文"), {"type": "image", "value": block}))
    yield article(kind="policy")
    yield article(kind="picture_story", data={"pictures": []})


def small_pictures():
    for width in range(40, 470, 15):
        shown = {"picture": picture(width=width), "caption": "图"}
        yield article(body=(paragraphs("文"), {"type": "image", "value": shown}))
        yield article(picture=picture(width=width))
        yield article(body=(paragraphs("文"), {"type": "gallery", "value": {"pictures": [shown]}}))


def forged():
    """Future, back-dated and renewed dates of publication, and periods that end before they begin."""
    from datetime import datetime, timedelta

    first = {"page:7": datetime.fromisoformat("2026-11-20T02:00:00+00:00")}
    for days in range(1, 21):
        later = context().now + timedelta(days=days)
        yield article(published=later.isoformat()), context()
        old = first["page:7"] - timedelta(days=days + 1)
        yield article(published=old.isoformat()), context(first_changes=first)
        new = first["page:7"] - timedelta(days=days + 1)
        yield article(), context(first_changes={"page:7": new})
        data = {"opens_on": "2026-12-30", "closes_on": f"2026-12-{days:02}"}
        yield article(kind="legislative", data=data), context()


def empty_columns():
    for number in range(60):
        column = article(id=f"page:{number}", kind="column", title=f"栏目{number}", picture=None)
        yield column, context(column_counts={column.id: 0})


FAMILIES = {
    "personal data": [(bad, context()) for bad in in_places(PERSONAL)],
    "placeholders": [(bad, context()) for bad in in_places(PLACEHOLDERS)],
    "forbidden terms": [(bad, context()) for bad in in_places(FORBIDDEN)],
    "sensitive terms": [(bad, context()) for bad in in_places(SENSITIVE)],
    "misspelt terms": [(bad, context()) for bad in in_places(MISSPELT)],
    "leaders' titles": [(bad, context()) for bad in in_places(TITLES)],
    "leaders' order": [(bad, context()) for bad in in_places(ORDERS)],
    "leaders' names": [(bad, context()) for bad in in_places(NAMES)],
    "dates in the text": [(bad, context()) for bad in in_places(DATES)],
    "forged dates": list(forged()),
    "links": [(bad, context()) for href in LINKS for bad in linked(href)],
    "incomplete": [(bad, context()) for bad in incomplete()],
    "small pictures": [(bad, context()) for bad in small_pictures()],
    "empty columns": list(empty_columns()),
}

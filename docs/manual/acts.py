"""What is done on a screen before its picture is taken: a list handed in, a change of term rehearsed, a meeting."""

from datetime import date
from typing import Any

LIST = """姓名,性别,出生年月,民族,政治面貌,单位名称,职务,手机,代表团,备注
云起,男,1978-03,汉族,中共党员,示例设计院,工程师,13900000001,望山代表团,
路遥知,女,1985-11,回族,群众,示例小学,教师,13900000002,望山代表团,
江晚晴,女,1990-07,汉族,群众,示例社区,网格员,1390000000,远方代表团,
"""


def hand_in(page: Any) -> None:
    """A list with two good rows and one that has faults, matched as it was guessed."""
    page.select_option("[name=verb]", "take_over")
    for name, value in (
        ("deciding_body", "示例市人大常委会"),
        ("document_number", "示例市人大常委会公告〔2023〕1 号"),
        ("decided_on", "2023-01-05"),
    ):
        page.fill(f"[name={name}]", value)
    file = {"name": "代表名单.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.set_input_files("[name=file]", files=[file])
    page.locator("main form button.btn--next").first.click()
    page.get_by_role("heading", name="对列").or_(
        page.locator("[aria-current=step]", has_text="对列")
    ).wait_for()


def hand_in_and_check(page: Any) -> None:
    hand_in(page)
    page.locator("main form button.btn--next").first.click()
    page.get_by_text("下载批注过的表").first.wait_for(timeout=120_000)


def rehearse(page: Any) -> None:
    """Of the first term there is; what an earlier picture left half-way is dropped first."""
    for old in page.locator("main ul.rows a").all():
        if "已放弃" not in old.inner_text() and "已换届" not in old.inner_text():
            old.click()
            page.get_by_role("button", name="放弃这次换届").click()
            page.goto(page.url.rsplit("/", 2)[0] + "/")
            break
    page.get_by_role("link", name="预演换届").click()
    page.select_option("[name=former]", index=1)
    page.fill("[name=since]", date.today().isoformat())
    page.fill("[name=ground]", "示例市第十七届人民代表大会第一次会议")
    page.get_by_role("button", name="预演", exact=True).click()
    page.get_by_role("button", name="提出换届").wait_for(timeout=120_000)


RAISED = {
    "title": "关于改善 19 路公交车早晚高峰拥挤的建议",
    "situation": "19 路公交车沿线有两所学校、一家医院，早高峰车厢常常挤满，站台上的学生和老人要等两三趟才能上车。",
    "proposal": "请根据刷卡数据重新排班，早晚高峰把间隔缩短到 8 分钟以内。",
}


def write_what_was_raised(page: Any) -> None:
    """A matter of the demo year in other words; what was answered then stands beside it."""
    for name, words in RAISED.items():
        page.fill(f"[name={name}]", words)
    page.locator("details.before summary").click()
    page.locator(".before-answer article").first.wait_for()
    page.locator("[data-saved]", has_text="已保存").wait_for()


def see_earlier_wordings(page: Any) -> None:
    write_words(page)
    page.get_by_role("link", name="以前存的稿子").click()
    page.locator("main details summary").first.click()


def write_words(page: Any) -> None:
    """Saved once from this page, once from the page opened anew: two wordings."""
    for name, words in RAISED.items():
        page.fill(f"[name={name}]", words)
    page.locator("[data-saved]", has_text="已保存").wait_for()
    page.reload()
    page.fill("[name=analysis]", "沿线小区陆续入住，客流增加，车辆和司机没有跟着调整。")
    page.wait_for_timeout(4000)
    page.locator("[data-saved]", has_text="已保存").wait_for()


def enter_a_sheet(page: Any) -> None:
    """The form of a paper original, of the first deputy of the list who is in office."""
    page.locator("main .rows a").first.click()
    page.get_by_role("link", name="录入一件纸质的").click()
    page.fill("[name=title]", RAISED["title"])


def meet(page: Any) -> None:
    """Take the first cases of the queue to the assignment meeting."""
    for box in page.locator("input[name=pick]").all()[:2]:
        box.check()
    page.get_by_role("button", name="交办会：交办选中的").click()


def connect_an_office(page: Any) -> None:
    """By packages, so that nothing is called; once, then it is there."""
    known = page.locator("main th a")
    if known.count():
        known.first.click()
        return
    page.get_by_role("link", name="新建对接").click()
    page.select_option("[name=office]", label="示例市人民政府办公厅")
    page.select_option("[name=channel]", "files")
    page.fill("[name=code]", "gov-office")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name="签名密钥").wait_for()


def make_a_package(page: Any) -> None:
    page.locator("main th a").first.click()
    page.get_by_role("link", name="收发数据包").click()
    page.get_by_role("button", name="生成下一包").wait_for()

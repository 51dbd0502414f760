"""A suggestion from the first word to the deputy's own judgement, each person in a browser of their own, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal_apps.motions.models import Category, Item
from tests.portal_apps.deputies.conftest import city  # noqa: F401  (a fixture)
from tests.portal_apps.motions.house import TEXT, House
from tests.services.browser import PHONE
from tests.services.reading import keep_screen

pytestmark = pytest.mark.django_db(transaction=True)
#: acts whose pages the manual shows
PICTURES = {"交办": "path-assign", "签发答复": "path-sign", "评价答复": "path-judge"}
TITLE = "关于完善望河大桥人行设施的建议"


@pytest.fixture
def house(city) -> House:  # noqa: F811
    return House(city)


@pytest.fixture
def phone_of(new_page, log_in, live_server):
    """`phone_of(person)`: their phone, logged in, at the list."""

    def at(person) -> Page:
        page = new_page(viewport=PHONE)
        log_in(page, person, live_server.url)
        page.goto(f"{live_server.url}/motions/")
        return page

    return at


def do(page: Page, act: str, fill=lambda page: None) -> None:
    """Open the act from the case page, fill in its form, send it."""
    page.get_by_role("link", name=re.compile(f"^{act}")).first.click()
    fill(page)
    if act in PICTURES:
        keep_screen(page, PICTURES[act])
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.locator(".messages")).to_contain_text(f"“{act}”办好了")


def opened(page: Page, item: Item, base: str) -> Page:
    page.goto(f"{base}/motions/{item.pk}/")
    return page


def test_a_deputy_writes_a_colleague_signs_a_unit_answers_and_the_deputy_judges(house, phone_of, live_server):
    lead, colleague = (one.person for one in house.deputies(2))
    page = phone_of(lead.account)
    item = _written(page)
    _completed(page)
    _invited(page, colleague.name)
    do(opened(phone_of(colleague.account), item, live_server.url), "确认联名")
    _filed(page, item, live_server.url)

    staff = opened(phone_of(house.staff), item, live_server.url)
    do(staff, "受理编号")
    do(staff, "分类", lambda p: p.get_by_label("分类").select_option(str(Category.objects.earliest("pk").pk)))
    do(staff, "拟承办单位", lambda p: p.get_by_label("主办单位").select_option(str(house.court.pk)))
    do(staff, "交办")

    unit = opened(phone_of(house.at(house.court)), item, live_server.url)
    do(unit, "签收")
    do(unit, "登记联系代表", _contact)
    _replied(unit)
    do(opened(phone_of(house.at(house.court, "unit_head")), item, live_server.url), "签发答复")
    do(opened(unit, item, live_server.url), "答复代表")

    opened(page, item, live_server.url)
    expect(page.locator(".letter")).to_contain_text("人行道已经建成")
    expect(page.locator("#h-now")).to_contain_text("评价答复")
    do(page, "评价答复", _judge)
    item.refresh_from_db()
    assert item.handlings.get().evaluations.get().result == "basically_satisfied"


def _written(page: Page) -> Item:
    """It saves itself while one writes; a reload shows what was written."""
    page.get_by_role("link", name="写一件建议").click()
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("情况和问题").fill(TEXT["situation"])
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(page.locator("[data-left]")).to_have_text("还差 2 项")
    assert re.search(r"/motions/\d+/write/$", page.url)
    page.reload()
    expect(page.get_by_label("情况和问题")).to_have_value(TEXT["situation"])
    return Item.objects.get(title=TITLE)


def _completed(page: Page) -> None:
    """What is missing is said; then it is written, before anybody signs it."""
    page.get_by_role("button", name="提出建议").click()
    expect(page.locator("[role=alert]").first).to_contain_text("还不能提出")
    page.get_by_label("具体建议").fill(TEXT["proposal"])
    page.get_by_label("我声明").check()
    page.get_by_role("button", name="保存，以后再写").click()
    expect(page.locator(".messages")).to_contain_text("已保存")


def _invited(page: Page, name: str) -> None:
    page.get_by_role("link", name="请代表联名").click()
    page.get_by_label("代表").fill(name)
    page.get_by_role("button", name="邀请联名").click()
    expect(page.locator(".messages")).to_contain_text("办好了")


def _filed(page: Page, item: Item, base: str) -> None:
    """When the colleague has signed these words."""
    page.goto(f"{base}/motions/{item.pk}/write/")
    page.get_by_role("button", name="提出建议").click()
    expect(page.locator(".messages")).to_contain_text("已经提出")


def _contact(page: Page) -> None:
    page.get_by_label("座谈、面商").check()
    page.get_by_role("group", name="和哪些代表").get_by_role("checkbox").first.check()
    page.get_by_label("情况").fill("到桥头看了")


def _replied(page: Page) -> None:
    """On a page of its own, from the case to the case."""
    page.get_by_role("link", name="拟答复").first.click()
    page.get_by_label("答复正文").fill("人行道已经建成，昨天通行。")
    page.get_by_label("所提问题已经解决").check()
    keep_screen(page, "path-reply")
    page.get_by_role("button", name="保存，等签发").click()
    expect(page.locator(".messages")).to_contain_text("主要负责人可以签发了")


def _judge(page: Page) -> None:
    page.get_by_role("group", name="对办理态度的评价").get_by_label("满意", exact=True).check()
    page.get_by_role("group", name="对办理结果的评价").get_by_label("基本满意", exact=True).check()


def test_what_was_written_survives_an_ended_session(house, phone_of, log_in, live_server):
    page = phone_of(house.lead)
    item = _written(page)
    page.context.clear_cookies()
    page.get_by_label("分析").fill("引桥建成时没有预留人行空间。")
    expect(page.locator("[data-saved]")).to_contain_text("登录过期了", timeout=30_000)
    log_in(page, house.lead, live_server.url)
    page.reload()
    expect(page.get_by_label("分析")).to_have_value("引桥建成时没有预留人行空间。")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^已保存 \d\d:\d\d$"), timeout=30_000)
    assert item.text.analysis == "引桥建成时没有预留人行空间。"

"""A deputy writes on the phone: told who raised it before, with a photo, through a lost network, with a colleague, until it is filed."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from portal_apps.motions.models import Event, Item, Saved
from tests.portal_apps.deputies.conftest import city  # noqa: F401  (a fixture)
from tests.portal_apps.motions.house import TEXT, House
from tests.services.browser import PHONE
from tests.services.reading import axe_faults, fits, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "关于望河大桥引桥增设人行道的建议"
SAVED = "[data-saved]"


@pytest.fixture
def house(city) -> House:  # noqa: F811
    return House(city)


def test_from_the_first_word_on_the_phone_to_filing(house, new_page, log_in, live_server, page_problems):
    before = house.tracked()
    colleague = house.deputies(2)[1].person
    page = new_page(viewport=PHONE)
    log_in(page, house.lead, live_server.url)
    page.goto(live_server.url)
    page.get_by_role("link", name="写一件新建议").click()
    item = _written(page)
    _told(page, before.item)
    _with_a_photo(page)
    _without_a_network(page, item)
    _back_to_an_earlier_wording(page, item)
    _with_a_colleague(page, colleague.name)
    page.goto(f"{live_server.url}/motions/{item.pk}/write/")
    page.get_by_label("我声明").check()
    page.get_by_role("button", name="提出建议").click()
    expect(page.locator(".messages")).to_contain_text("已经提出")
    expect(page.locator(".files")).to_contain_text("桥头.png")
    assert Event.objects.filter(item=item, verb="edit").count() <= 2  # not one for each save
    assert not Saved.objects.filter(item=item).exists()
    expected = (
        "/attachments/motions-annex/",
        "ERR_INTERNET_DISCONNECTED",
    )  # the wrong file, the lost network
    page_problems[:] = [one for one in page_problems if not any(words in one for words in expected)]


def _written(page: Page) -> Item:
    page.get_by_role("button", name=re.compile("套用提纲.*情况和问题")).click()
    expect(page.get_by_label("情况和问题")).to_have_value(re.compile("^地点："))
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("情况和问题").fill(TEXT["situation"])
    page.get_by_label("具体建议").fill(TEXT["proposal"])
    expect(page.locator(SAVED)).to_contain_text("已保存")
    return Item.objects.get(title=TITLE)


def _told(page: Page, before: Item) -> None:
    """Below a fold, in a word how many; opened it says what became of it, with the same words marked on both sides."""
    fold = page.locator("details.before")
    expect(fold.locator("summary")).to_contain_text("有 1 件相近")
    fold.locator("summary").click()
    expect(fold).to_contain_text(before.number)
    expect(fold).to_contain_text("代表评价：满意")
    expect(fold.locator("mark").first).to_be_visible()
    keep_picture(page, "story-told")
    assert fits(page)
    assert axe_faults(page, "body") == []


def _with_a_photo(page: Page) -> None:
    wrong = {
        "name": "说明.doc",
        "mimeType": "application/msword",
        "buffer": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9,
    }
    page.locator("#attachments-files").set_input_files(wrong)
    expect(page.locator(".attach-list")).to_contain_text("另存为 .docx")
    page.get_by_role("button", name=re.compile("移除.*说明.doc")).click()
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG")
    photo = {"name": "桥头.png", "mimeType": "image/png", "buffer": made.getvalue()}
    page.locator("#attachments-files").set_input_files(photo)
    expect(page.get_by_role("button", name=re.compile("移除.*桥头.png"))).to_be_visible()
    expect(page.locator(SAVED)).to_contain_text("已保存", timeout=15_000)


def _without_a_network(page: Page, item: Item) -> None:
    page.context.set_offline(True)
    page.get_by_label("分析").fill("引桥建成时没有预留人行空间。")
    expect(page.locator(SAVED)).to_contain_text("现在连不上", timeout=15_000)
    expect(page.locator("details.before")).to_contain_text("有网以后自动再查")
    assert item.text.analysis == ""
    page.context.set_offline(False)
    expect(page.locator(SAVED)).to_contain_text("已保存", timeout=15_000)
    assert item.text.analysis == "引桥建成时没有预留人行空间。"


def _back_to_an_earlier_wording(page: Page, item: Item) -> None:
    """A second page, or a second device, makes a wording of its own; the one before is there to be had back."""
    page.reload()
    page.get_by_label("分析").fill("删错了。")
    expect(page.locator(SAVED)).to_have_text(re.compile(r"^已保存 \d\d:\d\d$"), timeout=15_000)
    page.get_by_role("link", name="以前存的稿子").click()
    page.locator("details", has_text="引桥建成时没有预留人行空间").locator("summary").click()
    page.get_by_role("button", name="换回这一稿").first.click()
    expect(page.get_by_label("分析")).to_have_value("引桥建成时没有预留人行空间。")


def _with_a_colleague(page: Page, name: str) -> None:
    page.get_by_role("link", name="请代表联名").click()
    page.get_by_label("代表").fill(name)
    page.get_by_role("button", name="邀请联名").click()
    expect(page.locator(".messages")).to_contain_text("办好了")

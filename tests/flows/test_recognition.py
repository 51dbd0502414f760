"""What the trade recognises a sound system by (domain handbook, chapter 10), done at the screens."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from foundation.deadlines.models import Clock, ClockEvent
from portal_apps.motions.clocks import open_clock
from portal_apps.motions.models import Item, Reply
from tests.portal_apps.deputies.conftest import city  # noqa: F401  (a fixture)
from tests.portal_apps.motions.house import House
from tests.services.browser import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(city) -> House:  # noqa: F811
    return House(city)


@pytest.fixture
def at(new_page, log_in, live_server):
    """`at(person, item)`: their phone, logged in, at the page of the item."""

    def opened(person, item: Item) -> Page:
        page = new_page(viewport=PHONE)
        log_in(page, person, live_server.url)
        page.goto(f"{live_server.url}/motions/{item.pk}/")
        return page

    return opened


def open_act(page: Page, name: str) -> None:
    page.get_by_role("link", name=re.compile(f"^{name}")).first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def done(page: Page, name: str) -> None:
    expect(page.locator(".messages")).to_contain_text(f"“{name}”办好了")


def test_ten_deputies_file_a_motion_and_the_presidium_turns_it_into_a_numbered_suggestion(house, at):
    motion = house.registered()
    page = at(house.person("council_member"), motion)
    open_act(page, "决定转为建议")
    page.get_by_label("决定和文号").fill("主席团第三次会议决定")
    press(page, "决定转为建议")
    done(page, "决定转为建议")
    suggestion = Item.objects.get(pk=motion.pk).converted_to.suggestion
    page = at(house.staff, suggestion)
    expect(page.locator("main")).to_contain_text("9 人联名")
    assert suggestion.number
    assert suggestion.sponsors.count() == motion.sponsors.count() == 10
    assert Item.objects.suggestions().filter(converted_from__isnull=False).count() == 1  # 议案转建议


def test_a_unit_returns_an_item_on_the_last_day_and_not_a_day_later(house, at):
    handling, late = house.handling(), house.handling()
    ends_on(handling, localdate())
    ends_on(late, localdate() - timedelta(1))

    unit = at(house.at(house.court), handling.item)
    open_act(unit, "申请退回")
    expect(unit.locator("main")).to_contain_text("就在今天")
    unit.get_by_label("理由").fill("按机构职责由交通部门管理")
    press(unit, "申请退回")
    done(unit, "申请退回")

    unit = at(house.at(house.court), late.item)
    expect(unit.get_by_role("link", name="申请退回")).to_have_count(0)
    unit.goto(f"{unit.url}act/request_return/{late.pk}/")
    expect(unit.locator("main")).to_contain_text("请代表工委登记逾期退回")

    staff = at(house.staff, late.item)
    open_act(staff, "逾期准予退回")
    staff.get_by_label("理由", exact=True).fill("按机构职责由交通部门管理")
    staff.get_by_label("逾期准予的理由").fill("交办会后才收到纸质件")
    staff.locator("#act .btn--next").click()
    expect(staff.locator(".messages")).to_contain_text("办好了")
    assert ClockEvent.objects.filter(verb="overridden", reason="交办会后才收到纸质件").count() == 1


def ends_on(handling, day) -> None:
    clock = open_clock(handling, "return")
    Clock.objects.filter(pk=clock.pk).update(due_on=day)


def test_three_months_from_the_end_of_november_end_with_february(house, at, time_machine):
    time_machine.move_to(datetime.fromisoformat("2025-11-28 09:00+08:00"))
    handling = house.contacted()
    unit = at(house.at(house.court), handling.item)
    open_act(unit, "拟答复")
    expect(unit.locator("main")).to_contain_text("2026-02-28 前送达代表")


def test_two_sponsors_are_answered_one_judges_and_a_second_no_opens_an_assessment(house, at):
    item = house.assigned(item=house.cosigned(2))
    handling = house.replied(house.drafted(house.contacted(house.handling(item))))
    colleague = at(house.deputies(2)[1].person.account, item)
    expect(colleague.locator(".letter")).to_contain_text("人行道已经建成")
    expect(colleague.get_by_role("link", name=re.compile("Word.*代表2代表"))).to_have_count(1)
    expect(colleague.get_by_role("link", name="评价答复")).to_have_count(0)

    lead = at(house.lead, item)
    _dissatisfied(lead)
    expect(lead.locator("[data-miss]")).to_contain_text("请写明理由")
    lead.get_by_label("不满意的理由").fill("没有时间表")
    press(lead, "评价答复")
    done(lead, "评价答复")
    handling.refresh_from_db()
    assert handling.state == "redo"
    assert open_clock(handling, "redo") is not None

    house.replied(house.drafted(handling))
    assert Reply.objects.filter(handling=handling, state="delivered").count() == 2
    lead.reload()
    _dissatisfied(lead)
    lead.get_by_label("不满意的理由").fill("仍然没有时间表")
    press(lead, "评价答复")
    done(lead, "评价答复")
    handling.refresh_from_db()
    assert handling.state == "assessment"
    staff = at(house.staff, item)
    expect(staff.locator("#h-now")).to_contain_text("登记评估")


def _dissatisfied(page: Page) -> None:
    open_act(page, "评价答复")
    page.get_by_role("group", name="对办理态度的评价").get_by_label("满意", exact=True).check()
    page.get_by_role("group", name="对办理结果的评价").get_by_label("不满意").check()
    press(page, "评价答复")

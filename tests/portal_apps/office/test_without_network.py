"""What somebody types into a form outlives a lost network, an ended session and a reload, and nothing else keeps it."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from foundation.rights.models import Grant
from tests.services.browser import PHONE
from tests.services.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
GROUND = "常办〔2026〕3 号"


@pytest.fixture
def security(user_for):
    return user_for("security_admin", username="冯守正")


@pytest.fixture
def form(new_page, log_in, live_server, security, page_problems):
    """The page of a form on a phone; the worker that answers without a network is ready."""
    page = new_page(viewport=PHONE)
    log_in(page, security, live_server.url)
    page.goto(f"{live_server.url}/rights/grants/new/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    yield page
    page_problems.clear()  # what did not answer while there was no network


def kept(page) -> list[str]:
    return page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('draft:')).map(String)"
    )


def nothing_is_kept(page) -> None:
    """Once the script of the page has tidied up."""
    page.wait_for_function("Object.keys(localStorage).every((key) => !key.startsWith('draft:'))")


def ground(page):
    return page.locator("[name=ground]")


def test_without_a_network_the_form_stays_and_is_sent_afterwards(form, user_for):
    person = user_for("", display_name="许文澜")
    form.reload()
    form.select_option("[name=person]", str(person.pk))
    form.select_option("[name=role]", "editor")
    ground(form).fill(GROUND)
    form.context.set_offline(True)
    expect(form.locator("[data-bar]")).to_contain_text("没有网")
    form.get_by_role("button", name="提出").click()
    expect(form.locator(".kept")).to_contain_text("还没有提交")
    form.context.set_offline(False)
    form.get_by_role("button", name="提出").click()
    form.wait_for_url("**/rights/grants/*/")
    assert Grant.objects.get().ground == GROUND
    form.wait_for_load_state("networkidle")
    assert kept(form) == []  # the server has it


def test_a_page_that_was_lost_is_found_again(form):
    ground(form).fill(GROUND)
    expect(form.locator(".kept")).to_contain_text("存在这台设备里")
    form.context.set_offline(True)
    form.evaluate(
        "document.querySelector('form[data-keep]').submit()"
    )  # past the form's own look at the network
    expect(form.locator("h1")).to_have_text("现在连不上网")
    expect(form.locator("body")).not_to_contain_text("测试")  # names nobody
    form.get_by_role("link", name="提出授权").click()  # the draft, listed; still no network
    expect(form.locator("h1")).to_have_text("现在连不上网")
    form.context.set_offline(False)  # and it goes on by itself
    expect(form.locator("h1")).to_have_text("提出授权")
    expect(ground(form)).to_have_value(GROUND)
    expect(form.locator("form[data-keep]")).to_contain_text("找回了您")
    form.get_by_role("button", name="不要了").click()
    expect(ground(form)).to_have_value("")
    assert kept(form) == []


def test_an_ended_session_costs_a_login_and_no_word(form, security):
    ground(form).fill(GROUND)
    Session.objects.all().delete()
    form.evaluate("document.dispatchEvent(new Event('messages:ask'))")
    expect(form.locator("[data-bar]")).to_contain_text("登录已经结束")
    form.get_by_role("button", name="提出").click()
    expect(form.locator("main")).to_contain_text("没有提交的内容还在这台设备里")
    form.fill("[name=login]", security.username)
    form.fill("[name=password]", PASSWORD)
    assert security.username not in str(kept(form))
    form.keyboard.press("Enter")
    form.wait_for_url("**/rights/grants/new/")
    expect(ground(form)).to_have_value(GROUND)


def test_nothing_stays_after_the_logout_or_for_the_next_person(form, log_in, live_server, user_for):
    ground(form).fill(GROUND)
    expect(form.locator(".kept")).to_contain_text("存在这台设备里")
    form.goto(f"{live_server.url}/")
    expect(form.locator("[data-drafts]")).to_contain_text("提出授权")
    log_in(form, user_for("security_admin"), live_server.url)
    form.reload()
    expect(form.locator("[data-drafts]")).to_be_hidden()
    nothing_is_kept(form)
    form.goto(f"{live_server.url}/rights/grants/new/")
    ground(form).fill(GROUND)
    form.goto(f"{live_server.url}/me/")
    assert len(kept(form)) == 1
    form.get_by_role("button", name="退出登录").click()
    expect(form.locator("h1")).to_have_text("请登录")
    nothing_is_kept(form)

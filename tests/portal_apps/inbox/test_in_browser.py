"""The messages in Chromium: phone and desktop, by keyboard, without JavaScript, live, printed; axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from foundation.notices.models import Attempt, Notice
from foundation.notices.services import mark_read
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import fits, keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


def faults(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {item['id']}: {item['nodes'][0]['html'][:160]}" for item in found]


@pytest.fixture
def connected(settings):
    robot = {"BACKEND": "foundation.notices.carriers.wecom.WeComRobot", "OPTIONS": {"key": "unused"}}
    settings.NOTICE_CARRIERS = {"sms": robot, "mail": {"BACKEND": "foundation.notices.carriers.mail.Mail"}}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("look", ["light", "dark", "elder"])
def test_every_screen_reads_well_and_axe_finds_nothing(
    new_page, log_in, live_server, user_for, say, copies, connected, viewport, look
):
    admin = user_for("system_admin", display_name="郑启航")
    for number in range(3):
        say(admin, f"建议第 {number} 号《关于在老旧小区增设电动自行车充电设施的建议》", urgent=number == 1)
    mark_read(admin, say(admin, "会议安排", kind="general").pk)
    page = new_page(viewport=viewport, color_scheme="dark" if look == "dark" else "light")
    log_in(page, admin, live_server.url)
    if look == "elder":
        page.goto(f"{live_server.url}/size/elder/")
    failed = copies["failed"]
    for name, address in {
        "inbox": "/messages/",
        "nothing": "/messages/?q=没有这回事",
        "choices": "/messages/choices/",
        "board": "/messages/outbox/?state=trouble",
        "copy": f"/messages/outbox/{failed.pk}/",
        "home": "/",
    }.items():
        page.goto(live_server.url + address)
        assert faults(page) == []
        assert fits(page), address
        keep_picture(page, f"{name}-{look}-{viewport['width']}")


def test_an_empty_inbox_and_an_empty_board_are_designed(new_page, log_in, live_server, user_for):
    page = new_page(viewport=PHONE)
    log_in(page, user_for("deputy"), live_server.url)
    for address in ("/messages/", "/messages/outbox/", "/messages/choices/"):
        page.goto(live_server.url + address)
        assert faults(page) == []
        assert fits(page)
    keep_picture(page, "empty-390")


def test_by_keyboard_without_javascript_a_message_is_opened_and_the_rest_marked(
    new_page, log_in, live_server, user_for, say
):
    wang = user_for("deputy")
    say(wang, "第一件")
    say(wang, "第二件")
    page = new_page(viewport=PHONE, java_script_enabled=False)
    log_in(page, wang, live_server.url)
    page.goto(live_server.url)
    page.get_by_role("link", name="消息 2 条未读").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/messages/")
    page.get_by_role("link", name="第二件待您办理").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/")
    page.goto(f"{live_server.url}/messages/")
    assert "有 1 条没有读" in page.locator("main").inner_text()
    page.get_by_role("button", name="全部标为已读").focus()
    page.keyboard.press("Enter")
    page.get_by_text("都读过了").wait_for()
    page.get_by_role("button", name="标为未读").first.click()
    page.get_by_text("有 1 条没有读").wait_for()


@pytest.mark.parametrize("shell", ["/messages/", "/admin/"])
def test_a_new_message_is_counted_on_an_open_page_without_a_reload(
    new_page, log_in, live_server, user_for, say, shell
):
    from cms.editorial.permissions import grant_role_permissions

    grant_role_permissions()
    editor = user_for("editor")
    page = new_page()
    log_in(page, editor, live_server.url)
    page.goto(live_server.url + shell)
    bell = page.locator("[data-unread-url]").first
    bell.wait_for()
    assert bell.get_attribute("data-unread") == "0"
    say(editor)
    page.evaluate("document.dispatchEvent(new Event('messages:ask'))")
    page.locator("[data-unread='1']").first.wait_for()
    if shell == "/messages/":
        page.get_by_role("link", name="有新消息，点这里看").click()
        page.get_by_text("建议第 12 号待您办理").first.wait_for()
    keep_picture(page, f"bell{shell.replace('/', '-')}")


def test_a_hidden_page_asks_nothing_and_one_whose_session_is_over_stops(
    new_page, log_in, live_server, user_for
):
    page = new_page()
    log_in(page, user_for("deputy"), live_server.url)
    page.goto(f"{live_server.url}/messages/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/unread/" in request.url else None)
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.evaluate("document.dispatchEvent(new Event('messages:ask'))")
    page.evaluate("Object.defineProperty(document, 'hidden', { value: false, configurable: true })")
    assert asked == []
    page.context.clear_cookies()
    with page.expect_response("**/unread/"):
        page.evaluate("document.dispatchEvent(new Event('messages:ask'))")
    page.wait_for_timeout(200)
    page.evaluate("document.dispatchEvent(new Event('messages:ask'))")
    assert len(asked) == 1


def test_printed_the_inbox_is_a_list_without_buttons(new_page, log_in, live_server, user_for, say):
    wang = user_for("deputy")
    say(wang)
    page = new_page()
    log_in(page, wang, live_server.url)
    page.goto(f"{live_server.url}/messages/")
    page.emulate_media(media="print")
    assert page.locator("main").get_by_role("link", name="建议第 12 号待您办理").is_visible()
    assert not page.get_by_role("button", name="标为已读").is_visible()
    assert not page.get_by_role("link", name="首页").is_visible()


def test_staff_send_again_from_the_board(new_page, log_in, live_server, user_for, copies):
    page = new_page()
    log_in(page, user_for("congress_staff"), live_server.url)
    page.goto(f"{live_server.url}/messages/outbox/?state=trouble")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("选中的怎么处理，理由").fill("已充值")
    page.get_by_role("button", name="重发").click()
    page.get_by_text("2 条：已排队重发").wait_for()
    assert Notice.objects.count() == len(copies)
    assert Attempt.objects.count() == 1  # nothing is sent by the click itself

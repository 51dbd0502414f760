"""Staff log in for the first time, and again: with a phone's code, with a passkey, with a recovery code, at a locked door."""

import re
from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from foundation.audit.models import AuditRecord
from tests.services.browser import DESKTOP, PHONE
from tests.services.people import PASSWORD, Phone, make_user, with_phone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("second_factor")]
NEW = "旧书店里的3只猫，和一盏灯"
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Door:
    """The login as one person at one browser sees it; every page is looked at by axe."""

    def __init__(self, page, address: str, scripts: bool = True) -> None:
        self.page, self.address, self.scripts = page, address, scripts

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def first_step(self, name: str, password: str) -> None:
        self.open("/accounts/login/")
        self.sound()
        self.page.get_by_label("手机号或用户名").fill(name)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.page.get_by_role("button", name="下一步").click()

    def fill(self, label: str, text: str, button: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)
        self.page.get_by_role("button", name=button, exact=True).click()

    def reads(self, words: str) -> None:
        expect(self.page.locator("h1")).to_contain_text(words)
        self.sound()

    def sound(self) -> None:
        if not self.scripts:  # axe is a script itself
            return
        found = Axe().run(self.page).response["violations"]
        assert not found, f"{self.page.url} {found[0]['id']}: {found[0]['nodes'][0]['html'][:200]}"
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url

    def has_finger(self) -> None:
        """The device gets a fingerprint reader that always recognises its owner."""
        chrome = self.page.context.new_cdp_session(self.page)
        chrome.send("WebAuthn.enable")
        chrome.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})


@pytest.fixture
def door(live_server, new_page):
    return lambda **options: Door(
        new_page(**options), live_server.url, options.get("java_script_enabled", True)
    )


@pytest.mark.parametrize(
    "look",
    [
        {"viewport": PHONE},
        {"viewport": DESKTOP, "color_scheme": "dark"},
        {"viewport": PHONE, "java_script_enabled": False},
    ],
)
def test_first_login_sets_a_password_and_a_phone_and_the_next_asks_for_its_code(door, look):
    make_user("congress_staff", username="王芳", display_name="王芳", must_change_password=True)
    here = door(**look)
    here.open("/size/elder/?next=/accounts/login/")
    here.first_step("王芳", PASSWORD)
    here.reads("王芳，先做好两步")
    here.page.get_by_role("link", name="设密码").click()
    here.page.get_by_label("现在的密码").fill(PASSWORD)
    here.page.get_by_label("新密码", exact=True).fill(NEW)
    here.fill("再输一次新密码", NEW, "改密码")
    here.reads("先做好一步")
    here.page.get_by_role("link", name="用手机验证器").click()
    here.reads("设验证器")
    phone = Phone(here.page.locator(".key").inner_text())
    here.fill("应用显示的 6 个数字", phone.code(), "设好了")
    here.reads("请收好这 10 个备用码")
    spare = here.page.locator(".codes li").first.inner_text()
    here.page.get_by_role("link", name="收好了，继续").click()
    here.reads("王芳")

    again = door()
    again.first_step("王芳", NEW)
    again.reads("填 6 位验证码")
    again.fill("验证码或备用码", "123", "登录")
    expect(again.page.locator(".miss")).to_contain_text("没有通过")
    again.fill("验证码或备用码", spare, "登录")
    again.reads("王芳")
    again.open("/accounts/2fa/")
    again.reads("登录的第二步")
    expect(again.page.locator("main")).to_contain_text("还剩 9 个")
    again.open("/accounts/sessions/")
    again.reads("您登录在 2 处")
    again.page.get_by_role("button", name="结束别处的全部登录").click()
    again.reads("您登录在 1 处")
    here.open("/me/")
    expect(here.page.locator("h1")).to_have_text("请登录")


def test_a_passkey_is_added_and_is_a_whole_login_by_itself(door):
    make_user("deputy", username="方谷雨", display_name="方谷雨")
    here = door(viewport=PHONE)
    here.has_finger()
    here.first_step("方谷雨", PASSWORD)
    here.page.get_by_role("link", name="用这台设备的指纹").click()
    here.reads("加通行密钥")
    here.fill("叫什么", "我的手机", "登记这台设备")
    here.reads("请收好这 10 个备用码")
    here.open("/accounts/2fa/webauthn/")
    here.reads("您的通行密钥")
    expect(here.page.locator("main")).to_contain_text("不填密码也能登录")
    here.open("/accounts/logout/")
    here.page.get_by_role("button", name="退出登录").click()
    here.page.get_by_role("button", name="用通行密钥登录").click()
    here.reads("方谷雨")

    here.open("/accounts/logout/")
    here.page.get_by_role("button", name="退出登录").click()
    here.first_step("方谷雨", PASSWORD)
    here.page.get_by_role("button", name="用通行密钥", exact=True).click()
    here.reads("方谷雨")
    assert AuditRecord.objects.filter(verb="accounts.second_factor_added").exists()


def test_without_scripts_the_passkey_pages_say_so(door):
    make_user("deputy", username="方谷雨")
    here = door(java_script_enabled=False)
    here.first_step("方谷雨", PASSWORD)
    expect(here.page.get_by_role("link", name="用这台设备")).to_have_count(0)
    here.open("/accounts/2fa/webauthn/add/")
    expect(here.page.get_by_role("button", name="登记这台设备")).to_have_count(0)
    expect(here.page.locator("main")).to_contain_text("通行密钥要用较新的浏览器")


def test_a_cancelled_passkey_is_explained(door):
    here = door()
    here.has_finger()
    here.open("/accounts/login/")
    here.page.get_by_role("button", name="用通行密钥登录").click()
    expect(here.page.locator("[data-passkey-error]")).to_contain_text("没有完成", timeout=90_000)


def test_a_locked_door_says_since_when_until_when_and_whom_to_call(door):
    make_user("editor", username="王芳")
    here = door(viewport=PHONE)
    for _ in range(6):
        here.first_step("王芳", "guess")
    told = here.page.locator(".note--red[role=alert]").first
    expect(told).to_have_text(re.compile(r"从 \d\d:\d\d 锁到 \d\d:\d\d"))
    expect(here.page.locator("a.tel").first).to_be_visible()
    here.sound()


def test_the_security_administrator_issues_a_token_after_proving_again(door):
    phone = with_phone(make_user("security_admin", username="冯守正"))
    here = door()
    here.first_step("冯守正", PASSWORD)
    here.fill("验证码或备用码", phone.code(), "登录")
    here.open("/rules/")
    expect(here.page.locator("main")).to_contain_text("连续输错几次就锁")
    here.sound()
    here.open("/accounts/tokens/issue/")
    here.reads("签发服务令牌")
    here.page.get_by_label("用途").fill("门户取稿")
    here.page.get_by_label("使用单位").fill("市大数据中心")
    here.page.get_by_label("读公开的稿件").check()
    _forget_the_proof()
    here.page.get_by_role("button", name="签发").click()
    here.reads("先确认是您本人")
    here.fill("密码", PASSWORD, "继续")
    here.reads("令牌已签发")
    expect(here.page.locator(".once")).to_contain_text("spc_")
    here.page.get_by_role("link", name="交好了").click()
    here.reads("服务令牌")


def _forget_the_proof() -> None:
    """As if the login was long ago."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(UserSession.objects.get().session_key)
    store["_proved_at"] = 0
    store.save()

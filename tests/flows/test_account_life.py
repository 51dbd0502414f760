"""From an invitation to the trace: staff invite a deputy, the deputy activates on a phone, two people grant, one audits."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from foundation.accounts.models import User
from foundation.life.models import Invitation
from foundation.notices.sending.work import deliver
from tests.services.browser import DESKTOP, PHONE
from tests.services.people import PASSWORD, Phone, make_user, with_phone
from tests.services.reading import keep_picture

from .test_login import NEW, Door

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("second_factor")]


class _Nobody:
    def step(self, *args) -> None:
        pass


@pytest.fixture
def door(live_server, new_page, settings, decided):
    """The house writes at every hour: the test may run at night."""
    decided("messages.quiet_from", "00:00")
    decided("messages.quiet_until", "00:00")
    settings.NOTICE_CARRIERS = {"mail": {"BACKEND": "foundation.notices.carriers.mail.Mail"}}
    return lambda **options: Door(
        new_page(**options), live_server.url, options.get("java_script_enabled", True)
    )


def logs_in(here: Door, role: str, name: str) -> Door:
    """Somebody who has been here before, with a telephone."""
    phone = with_phone(make_user(role, username=name, display_name=name))
    here.first_step(name, PASSWORD)
    here.fill("验证码或备用码", phone.code(), "登录")
    here.reads(name)
    return here


def letter_link() -> str:
    mail.outbox = []
    deliver({"carrier": "mail"}, _Nobody())
    return re.search(r"(/i/[\w-]+/)", mail.outbox[-1].body)[1]


def invites(staff: Door, name: str, phone: str) -> str:
    """Gives the path of the link in the letter."""
    staff.open("/people/invite/deputy/")
    staff.reads("邀请代表")
    for label, text in (
        ("姓名", name),
        ("手机号", phone),
        ("邮箱", "fgy@example.org"),
        ("依据", "公告第1号"),
    ):
        staff.page.get_by_label(re.compile(f"^{label}")).fill(text)
    staff.page.get_by_label(re.compile("^拟授的角色")).select_option("deputy")
    keep_picture(staff.page, "life-invite")
    staff.page.get_by_role("button", name="发出邀请").click()
    staff.reads("发出的邀请")
    keep_picture(staff.page, "life-invitations")
    return letter_link()


def sets_password(here: Door, link: str) -> None:
    here.open(link)
    here.reads("您好")
    keep_picture(here.page, "life-activate")
    here.page.get_by_label("密码", exact=True).fill("123")
    here.fill("再输一次", "123", "下一步")
    here.reads("您好")
    expect(here.page.locator(".miss").first).to_be_visible()
    here.page.get_by_label("密码", exact=True).fill(NEW)
    here.fill("再输一次", NEW, "下一步")
    here.reads("先做好一步")


def test_from_the_invitation_to_the_record_of_the_auditor(door):
    staff = logs_in(door(), "congress_staff", "许文澜")
    link = invites(staff, "方谷雨", "13800000042")

    deputy = door(viewport=PHONE)
    sets_password(deputy, link)
    deputy.page.get_by_role("link", name="用手机验证器").click()
    phone = Phone(deputy.page.locator(".key").inner_text())
    deputy.fill("应用显示的 6 个数字", phone.code(), "设好了")
    deputy.reads("请收好这 10 个备用码")
    deputy.page.get_by_role("link", name="收好了，继续").click()
    deputy.reads("方谷雨")
    expect(deputy.page.locator("main")).to_contain_text("“代表”的权限正在等批准")
    keep_picture(deputy.page, "life-home-new")
    deputy.open(link)
    deputy.reads("这个链接不能用了")

    keeper = logs_in(door(viewport=DESKTOP), "security_admin", "冯守正")
    expect(keeper.page.locator("h1")).to_contain_text("有 1 件事等您办")
    keep_picture(keeper.page, "life-home-queue")
    keeper.page.get_by_role("link", name="去批准").click()
    keeper.reads("方谷雨")
    keeper.page.get_by_role("button", name="批准，马上生效").click()
    expect(keeper.page.locator(".messages")).to_contain_text("已批准")
    keeper.open("/people/?q=13800000042")
    keeper.reads("账号")
    keep_picture(keeper.page, "life-people")
    keeper.page.get_by_role("link", name="方谷雨").click()
    keeper.reads("方谷雨")
    expect(keeper.page.locator(".spine")).to_contain_text("激活账号")
    keep_picture(keeper.page, "life-person")
    deputy.open("/me/")
    expect(deputy.page.locator("main")).to_contain_text("代表")
    assert User.objects.get(username="方谷雨").has_role("deputy")

    auditor = logs_in(door(), "audit_admin", "严清白")
    for verb in ("accounts.invited", "accounts.activated", "accounts.approve_grant"):
        auditor.open(f"/audit/?verb={verb}")
        expect(auditor.page.locator("tbody tr")).to_have_count(1)


def test_a_deputy_activates_with_a_passkey_and_comes_back_with_it(door):
    from foundation.life.services import Newcomer, invite

    invite(
        Newcomer("方谷雨", "13800000042", "fgy@example.org"), by=make_user("congress_staff"), holder="deputy"
    )
    deputy = door(viewport=PHONE)
    deputy.has_finger()
    sets_password(deputy, letter_link())
    deputy.page.get_by_role("link", name="用这台设备的指纹").click()
    deputy.reads("加通行密钥")
    deputy.fill("叫什么", "我的手机", "登记这台设备")
    deputy.reads("请收好这 10 个备用码")
    deputy.page.get_by_role("link", name="收好了，继续").click()
    deputy.reads("方谷雨")
    deputy.open("/accounts/logout/")
    deputy.page.get_by_role("button", name="退出登录").click()
    deputy.page.get_by_role("button", name="用通行密钥登录").click()
    deputy.reads("方谷雨")
    assert not Invitation.objects.alive().exists()

"""Two systems, two processes: people log in at one and are known in the other, by OpenID Connect over real sockets."""

import json
import os
import re
import secrets
import subprocess
import sys
from io import StringIO
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client, Token
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from playwright.sync_api import expect

from deploy.bootstrap import template
from foundation.accounts.models import User
from foundation.audit.models import AuditRecord
from tests.services import processes
from tests.services.people import PASSWORD, make_user, with_phone
from tests.services.reading import axe_faults, fits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("second_factor")]
ROOT = Path(__file__).resolve().parents[2]
PEOPLE = """
import django; django.setup()
from foundation.accounts.models import User
User.objects.create_user("liang", display_name="梁秋实在另一处", staff_number="A-7731")
User.objects.create_user("off", display_name="停用的人", staff_number="A-9999", is_active=False)
"""


@pytest.fixture
def house(live_server, settings, tmp_path):
    """This product as identity provider, at http://localhost:…."""
    settings.ROOT_URLCONF = "tests.flows.sso_urls"
    settings.OIDC_KEY_DIR = str(tmp_path / "keys")
    settings.OIDC_PROVIDER = True
    call_command("oidc_keys", "make", stdout=StringIO())
    return live_server.url


class Other:
    """The same product in a process of its own, as client; another host name keeps the cookies apart."""

    def __init__(self, folder: Path, house: str) -> None:
        self.port, self.id, self.secret = processes.free_port(), "other-system", secrets.token_urlsafe(24)
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "static").mkdir(parents=True)
        template.clone(folder / "db.sqlite3")
        environment = {
            **{key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "BROKER_URL"}},
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "VAR_DIR": str(folder),
            "OIDC_CLIENT_URL": house,
            "OIDC_CLIENT_ID": self.id,
            "OIDC_CLIENT_SECRET": self.secret,
            "OIDC_CLIENT_NAME": "城市身份平台",
            "OIDC_CLIENT_CLAIM": "staff_number",
        }
        subprocess.run([sys.executable, "-c", PEOPLE], cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--threads", "4"]
        options = [
            "--bind",
            f"127.0.0.1:{self.port}",
            "--chdir",
            str(ROOT),
            "--no-control-socket",
            "--preload",
        ]
        self.process = processes.spawn([*command, *options], folder, env=environment)
        processes.wait_until(lambda: processes.answers(self.port), self.process, folder, 120)

    def registered(self, *options: str) -> None:
        """Known to the house, with the number and secret this process was started with."""
        call_command(
            "oidc_client",
            *("add", "另一个系统", "--scope", "profile", *options),
            *("--redirect", f"{self.url}/accounts/oidc/city/login/callback/"),
            *("--logout", f"{self.url}/accounts/login/"),
            stdout=StringIO(),
        )
        Client.objects.update(id=self.id, secret=make_password(self.secret))


@pytest.fixture(scope="module")
def process(live_server, tmp_path_factory):
    started = Other(tmp_path_factory.mktemp("other"), live_server.url)
    yield started
    processes.stop(started.process.pid)


@pytest.fixture
def other(house, process):
    def registered(own: bool = True) -> Other:
        process.registered(*(["--own"] if own else []))
        return process

    return registered


def go_to_platform(page, other: Other) -> None:
    page.goto(other.url)
    page.get_by_role("link", name="用城市身份平台登录").click()


def log_in(page, name: str, code: str) -> None:
    page.get_by_label("手机号或用户名").fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("验证码或备用码").fill(code)
    page.get_by_role("button", name="登录", exact=True).click()


def test_who_logs_in_at_the_house_is_known_in_the_other_system(house, other, page):
    liang = make_user("unit_handler", username="梁秋实", staff_number="A-7731")
    phone, there = with_phone(liang), other()
    go_to_platform(page, there)
    log_in(page, "梁秋实", phone.code())
    page.wait_for_url(f"{there.url}/")
    expect(page.locator("h1")).to_contain_text("梁秋实在另一处")
    assert AuditRecord.objects.get(verb="accounts.sso_granted").actor == liang

    page.goto(f"{there.url}/accounts/logout/")
    page.get_by_role("button", name="退出登录").click()
    go_to_platform(page, there)  # still logged in at the house: no password, no question
    page.wait_for_url(f"{there.url}/")


def test_the_person_is_asked_before_a_foreign_system_learns_anything(house, other, page):
    phone, there = (
        with_phone(make_user("unit_handler", username="梁秋实", staff_number="A-7731")),
        other(own=False),
    )
    go_to_platform(page, there)
    log_in(page, "梁秋实", phone.code())
    expect(page.locator("main")).to_contain_text("您的姓名、工号和角色")
    sound_on_a_phone(page)
    page.get_by_role("button", name="不同意").click()
    page.wait_for_url(f"{there.url}/**")
    expect(page.locator("h1")).to_contain_text(re.compile("取消了登录|没有完成"))
    assert not Token.objects.exists()
    page.get_by_role("link", name="再登录一次").click()
    page.get_by_role("link", name="用城市身份平台登录").click()
    page.get_by_role("button", name="同意", exact=True).click()
    page.wait_for_url(f"{there.url}/")


def sound_on_a_phone(page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe_faults(page, "body") == []
    assert fits(page)


def test_who_leaves_the_other_system_chooses_whether_to_leave_the_house_too(house, other, page):
    phone, there = with_phone(make_user("unit_handler", username="梁秋实", staff_number="A-7731")), other()
    go_to_platform(page, there)
    log_in(page, "梁秋实", phone.code())
    page.wait_for_url(f"{there.url}/")
    back = {"client_id": there.id, "post_logout_redirect_uri": f"{there.url}/accounts/login/"}
    leave = f"{house}/identity/o/logout?{urlencode(back)}"

    page.goto(leave)
    sound_on_a_phone(page)
    page.get_by_role("button", name="这里不退出").click()
    page.wait_for_url(f"{there.url}/**")
    assert not Token.objects.exists()
    page.goto(f"{house}/")
    expect(page).not_to_have_url(re.compile("login"))

    page.goto(leave)
    page.get_by_role("button", name="一起退出").click()
    page.wait_for_url(f"{there.url}/**")
    page.goto(f"{house}/")
    expect(page).to_have_url(re.compile("login"))


def test_nobody_is_led_away_by_a_wrong_return_address(house, other, page):
    back = {"client_id": other().id, "post_logout_redirect_uri": "https://elsewhere.example/"}
    page.goto(f"{house}/identity/o/logout?{urlencode(back)}")
    expect(page.locator("h1")).to_have_text("那个系统的登录请求不对")
    sound_on_a_phone(page)


@pytest.mark.parametrize("number", ["B-0000", "A-9999"])
def test_somebody_without_an_active_account_there_is_told_so_and_none_is_made(house, other, page, number):
    phone, there = with_phone(make_user("unit_handler", username="梁秋实", staff_number=number)), other()
    go_to_platform(page, there)
    log_in(page, "梁秋实", phone.code())
    expect(page.locator("h1")).to_have_text("平台认得您，但这里没有您的账号")


def test_an_account_without_a_second_factor_is_not_vouched_for(house, other, page):
    make_user(username="梁秋实", staff_number="A-7731")  # no role: here it needs no second factor
    there = other()
    go_to_platform(page, there)
    page.get_by_label("手机号或用户名").fill("梁秋实")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("main")).to_contain_text("先在“我的”里设好登录的第二步")
    assert not Token.objects.exists()


def test_an_answer_that_was_not_asked_for_is_refused(house, other, page):
    there = other()
    page.goto(f"{there.url}/accounts/oidc/city/login/callback/?code=stolen&state=guessed")
    expect(page.locator("h1")).to_have_text("统一身份认证没有完成")


class Machine:
    """The other system's server as it talks to the house, without a browser."""

    def __init__(self, house: str, other: Other) -> None:
        self.house, self.own = house, {"client_id": other.id, "client_secret": other.secret}

    def post(self, path: str, **values: str) -> tuple[int, dict]:
        return self._ask(Request(self.house + path, urlencode({**self.own, **values}).encode()))

    def who(self, token: str) -> tuple[int, dict]:
        address = f"{self.house}/identity/o/api/userinfo"
        return self._ask(Request(address, headers={"Authorization": f"Bearer {token}"}))

    def _ask(self, request: Request) -> tuple[int, dict]:
        try:
            with urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except HTTPError as refusal:
            return refusal.code, {}


def access_token(user: User, value: str, scopes: str) -> None:
    """As the token endpoint keeps it: a digest."""
    digest = get_adapter().hash_token(value)
    kind = Token.Type.ACCESS_TOKEN
    Token.objects.create(client=Client.objects.get(), user=user, type=kind, hash=digest, scopes=scopes)


def test_the_code_is_worth_nothing_to_who_did_not_ask_for_it(house, other, page):
    liang = make_user("unit_handler", username="梁秋实", staff_number="A-7731")
    phone, there = with_phone(liang), other()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go_to_platform(page, there)
    log_in(page, "梁秋实", phone.code())
    page.wait_for_url(f"{there.url}/")
    question = next(parse_qs(urlsplit(url).query) for url in asked if "/identity/o/authorize?" in url)
    assert question["code_challenge_method"] == ["S256"]
    assert question["nonce"]
    answer = next(url for url in asked if "/login/callback/?" in url)
    stolen = {"code": parse_qs(urlsplit(answer).query)["code"][0], "code_verifier": "x" * 50}
    back = f"{there.url}/accounts/oidc/city/login/callback/"
    status, _ = Machine(house, there).post(
        "/identity/o/api/token", grant_type="authorization_code", redirect_uri=back, **stolen
    )
    assert status == 400
    page.goto(answer)
    expect(page.locator("h1")).to_have_text("统一身份认证没有完成")


def test_tokens_say_little_can_be_revoked_and_die_with_the_account(house, other):
    liang = make_user("unit_handler", username="梁秋实", staff_number="A-7731", phone="13800000042")
    machine = Machine(house, other())
    told = {
        "sub": str(liang.uid),
        "name": liang.display_name,
        "roles": ["unit_handler"],
        "staff_number": "A-7731",
    }
    access_token(liang, "one", "openid\nprofile")
    assert machine.who("one") == (200, told)
    access_token(liang, "two", "openid\nphone")
    assert machine.who("two")[1] == {"sub": str(liang.uid), "phone_number": "138****0042"}

    assert machine.post("/identity/o/api/revoke", token="one")[0] == 200
    assert machine.who("one")[0] == 401
    assert machine.who("two")[0] == 200
    liang.is_active = False
    liang.save()
    assert machine.who("two")[0] == 401
    call_command("oidc_client", "revoke", Client.objects.get().pk, stdout=StringIO())
    assert not Client.objects.exists()


def test_keys_change_without_a_gap(house):
    call_command("oidc_keys", "make", stdout=StringIO())
    published = json.loads(urlopen(f"{house}/.well-known/jwks.json").read())["keys"]
    assert len(published) == 2
    call_command("oidc_keys", "retire", stdout=StringIO())
    kept = json.loads(urlopen(f"{house}/.well-known/jwks.json").read())["keys"]
    assert [key["kid"] for key in kept] == [published[1]["kid"]]
    assert all("d" not in key for key in kept)  # no private part
    told = json.loads(urlopen(f"{house}/.well-known/openid-configuration").read())
    assert told["issuer"] == house
    assert told["grant_types_supported"] == ["authorization_code", "refresh_token"]

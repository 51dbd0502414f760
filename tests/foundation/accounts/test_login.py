"""Logging in: one page, no hints about who exists, limits on guessing, an end of forgotten sessions."""

import time

import pytest
from django.test import Client

from foundation.accounts.services import make_demo_accounts
from foundation.audit.models import AuditRecord
from tests.services.people import PASSWORD


@pytest.fixture
def wang(user_for):
    return user_for(username="王芳", display_name="王芳")


def attempt(name: str, password: str, address: str = "198.51.100.7") -> tuple[Client, int, str]:
    client = Client(REMOTE_ADDR=address)
    answer = client.post("/accounts/login/", {"login": name, "password": password})
    return client, answer.status_code, answer.content.decode()


def test_a_chinese_user_name_logs_in_and_out(wang):
    client, status, _ = attempt("王芳", PASSWORD)
    assert status == 302
    assert "王芳" in client.get("/").content.decode()
    client.post("/accounts/logout/")
    assert client.get("/").status_code == 302


def test_a_wrong_name_and_a_wrong_password_read_the_same(wang):
    _, _, wrong_password = attempt("王芳", "no")
    _, _, wrong_name = attempt("赵四", "no")
    strip = lambda text, name: text.replace(name, "").split("csrfmiddlewaretoken")[1][90:]  # noqa: E731
    assert strip(wrong_password, "王芳") == strip(wrong_name, "赵四")
    assert "用户名、手机号或密码不正确" in wrong_name


def test_guessing_is_stopped_for_the_address_but_not_for_the_person_elsewhere(wang):
    for _ in range(5):
        attempt("王芳", "guess")
    _, status, text = attempt("王芳", PASSWORD)
    assert status == 200
    assert "输错的次数太多" in text
    assert AuditRecord.objects.filter(verb="accounts.login_locked").exists()
    _, status, _ = attempt("王芳", PASSWORD, address="203.0.113.9")
    assert status == 302


def test_nobody_signs_up_alone(db):
    page = Client().get("/accounts/signup/")
    assert "password1" not in page.content.decode()


def test_demo_accounts_are_listed_only_in_the_demo(db, settings, tmp_path):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    account = make_demo_accounts()[0]
    assert account.password in Client().get("/accounts/login/").content.decode()
    settings.DEMO = False
    page = Client().get("/accounts/login/").content.decode()
    assert account.password not in page
    assert "演示账号" not in page


def test_a_new_password_must_be_long_and_the_old_one_known(wang):
    client, _, _ = attempt("王芳", PASSWORD)
    form = {"oldpassword": "wrong", "password1": "short", "password2": "short"}
    page = client.post("/accounts/password/change/", form).content.decode()
    assert 'aria-invalid="true"' in page
    good = "旧书店里的3只猫，和一盏灯"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": good, "password2": good})
    assert attempt("王芳", good)[1] == 302


def test_a_forgotten_session_ends_but_work_keeps_it(wang, settings, time_machine):
    start = time.time()
    time_machine.move_to(start, tick=False)
    client, _, _ = attempt("王芳", PASSWORD)
    for minutes in (20, 40, 60):
        time_machine.move_to(start + minutes * 60, tick=False)
        assert client.get("/").status_code == 200
    time_machine.move_to(start + (60 + 31) * 60, tick=False)
    assert client.get("/").status_code == 302


def test_an_open_editor_that_reports_by_itself_is_not_work(wang, time_machine):
    start = time.time()
    time_machine.move_to(start, tick=False)
    client, _, _ = attempt("王芳", PASSWORD)
    client.get("/")
    for minutes in (10, 20, 29):
        time_machine.move_to(start + minutes * 60, tick=False)
        client.post("/admin/editing-sessions/ping/pages/x/1/1/")
    time_machine.move_to(start + 31 * 60, tick=False)
    assert client.get("/").status_code == 302


def test_no_session_outlives_the_working_day(wang, time_machine):
    start = time.time()
    time_machine.move_to(start, tick=False)
    client, _, _ = attempt("王芳", PASSWORD)
    for quarter in range(1, 33):
        time_machine.move_to(start + quarter * 15 * 60, tick=False)
        assert client.get("/").status_code == 200
    time_machine.move_to(start + 8.1 * 3600, tick=False)
    assert client.get("/").status_code == 302

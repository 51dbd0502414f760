"""Sessions: ended by time according to role, listed, and ended by their owner at once."""

import time

import pytest
from django.test import Client

from foundation.accounts.sessions.words import device
from foundation.audit.models import AuditRecord
from tests.services.people import PASSWORD, make_user

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"
WECHAT = "Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0"


@pytest.fixture
def wang(db):
    return make_user("deputy", username="王芳")


def log_in(agent: str = WINDOWS, address: str = "198.51.100.7") -> Client:
    client = Client(REMOTE_ADDR=address, headers={"user-agent": agent})
    client.post("/accounts/login/", {"login": "王芳", "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("role", "minutes", "alive"),
    [("deputy", 29, True), ("deputy", 31, False), ("security_admin", 14, True), ("audit_admin", 16, False)],
)
def test_administrators_are_logged_out_sooner(client_for, time_machine, role, minutes, alive):
    start = time.time()
    time_machine.move_to(start, tick=False)
    client = client_for(role)
    assert client.get("/me/").status_code == 200
    time_machine.move_to(start + minutes * 60, tick=False)
    assert (client.get("/me/").status_code == 200) is alive


def test_a_rule_changed_during_work_holds_within_a_minute(client_for, time_machine, decided):
    start = time.time()
    time_machine.move_to(start, tick=False)
    client = client_for("deputy")
    decided("login.idle_minutes", 5)
    time_machine.move_to(start + 61, tick=False)
    assert client.get("/me/").status_code == 200
    time_machine.move_to(start + 61 + 301, tick=False)
    assert client.get("/me/").status_code == 302


def test_own_sessions_are_listed_in_words(wang):
    here = log_in()
    log_in(WECHAT, "203.0.113.9")
    page = here.get("/accounts/sessions/").content.decode()
    assert "您登录在 2 处" in page
    for words in ("Windows 电脑上的 Chrome", "安卓手机上的微信", "203.0.113.0/24", "就是这里"):
        assert words in page
    assert "203.0.113.9" not in page


def test_one_session_is_ended_at_once(wang):
    here, there, third = log_in(), log_in(WECHAT), log_in()
    row = next(row for row in here.get("/accounts/sessions/").context["rows"] if "微信" in row.device)
    here.post("/accounts/sessions/", {"which": row.pk})
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == third.get("/me/").status_code == 200
    here.post("/accounts/sessions/", {"which": "others"})
    assert third.get("/me/").status_code == 302
    assert AuditRecord.objects.filter(verb="accounts.sessions_ended", actor=wang).count() == 2


def test_nobody_ends_the_session_of_somebody_else(wang):
    victim = log_in()
    row = victim.get("/accounts/sessions/").context["rows"][0]
    make_user(username="李雷")
    other = Client(REMOTE_ADDR="203.0.113.9")
    other.post("/accounts/login/", {"login": "李雷", "password": PASSWORD})
    assert other.post("/accounts/sessions/", {"which": row.pk}).status_code == 404
    assert victim.get("/me/").status_code == 200


def test_a_deactivated_person_is_out_at_the_next_click(wang):
    client = log_in()
    wang.is_active = False
    wang.save()
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Windows 电脑上的 Chrome"),
        (WECHAT, "安卓手机上的微信"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1", "苹果手机上的 Safari"),
        ("Mozilla/5.0 (X11; UOS x86_64) Firefox/140.0", "Linux 电脑上的 Firefox"),
        ("curl/8.0", "认不出的设备"),
    ],
)
def test_devices_in_words(agent, words):
    assert device(agent) == words

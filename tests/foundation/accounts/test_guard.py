"""Lock-out: counted by name and address, in every process, and never against somebody elsewhere."""

import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.test import Client
from django.utils import timezone

from foundation.accounts import backend, guard
from foundation.accounts.models import Tally, User
from foundation.audit.models import AuditRecord
from tests.services.people import PASSWORD, make_user

ROOT = Path(__file__).resolve().parents[3]
HERE, THERE = "198.51.100.7", "203.0.113.9"
GUESS = """
import django; django.setup()
from datetime import timedelta
from foundation.accounts import guard
print(sum(guard.attempt("race", limit=5, window=timedelta(minutes=30)).allowed for _ in range(10)))
"""


def attempt(name: str, password: str, address: str = HERE) -> str:
    answer = Client(REMOTE_ADDR=address).post("/accounts/login/", {"login": name, "password": password})
    return "in" if answer.status_code == 302 else answer.content.decode()


@pytest.fixture
def wang(db):
    return make_user(username="王芳", phone="13800000042")


@pytest.mark.parametrize("name", ["王芳", "13800000042", "+86 138-0000-0042"])
def test_name_and_phone_are_one_field(wang, name):
    assert attempt(name, PASSWORD) == "in"


def test_a_user_name_wins_over_the_same_text_as_somebodys_phone(wang):
    make_user(username="13800000042").set_password("other")
    assert "不正确" in attempt("13800000042", "wrong")
    assert backend.NameOrPhoneBackend().authenticate(None, "13800000042", PASSWORD).username == "13800000042"


def test_the_fifth_failure_locks_for_half_an_hour_and_says_since_when_until_when(wang, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    for _ in range(5):
        assert "不正确" in attempt("王芳", "guess")
    assert "从 09:00 锁到 09:30" in attempt("王芳", PASSWORD)
    time_machine.move_to("2026-11-23 09:29:59+08:00", tick=False)
    assert "从 09:00 锁到 09:30" in attempt("王芳", PASSWORD)
    time_machine.move_to("2026-11-23 09:30+08:00", tick=False)
    assert attempt("王芳", PASSWORD) == "in"


def test_an_attacker_elsewhere_cannot_lock_the_person_out(wang):
    for _ in range(30):
        attempt("王芳", "guess", THERE)
    assert attempt("王芳", PASSWORD) == "in"


def test_success_starts_the_count_anew_for_this_name_only(wang):
    make_user(username="李雷")
    for _ in range(4):
        attempt("王芳", "guess")
        attempt("李雷", "guess")
    assert attempt("王芳", PASSWORD) == "in"
    assert "不正确" in attempt("王芳", "guess")
    attempt("李雷", "guess")
    assert "锁到" in attempt("李雷", PASSWORD)


def test_one_address_tries_only_so_many_names_a_minute(wang):
    for number in range(20):
        attempt(f"somebody{number}", "guess")
    assert "锁到" in attempt("王芳", PASSWORD)
    assert attempt("王芳", PASSWORD, THERE) == "in"


def test_names_that_do_not_exist_are_locked_alike(wang):
    for _ in range(5):
        attempt("赵四", "guess")
    told = attempt("赵四", "guess")
    assert "锁到" in told
    assert AuditRecord.objects.filter(verb="accounts.login_locked").exists()
    assert "赵四" not in str(list(Tally.objects.values()) + list(AuditRecord.objects.values()))


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("王芳", "known"),
        ("赵四", "unknown"),
        ("13800000042", "phone"),
        ("停用", "inactive"),
        ("无密码", "no password"),
    ],
)
def test_the_same_hashing_work_is_done_for_everybody(wang, monkeypatch, name, state):
    """The measure of time is in tests/bench/login.py; here: one hash, whoever is asked for."""
    make_user(username="停用", is_active=False)
    User.objects.create(username="无密码", password=make_password(None))
    work: Counter = Counter()
    from django.contrib.auth.hashers import get_hasher

    hasher = type(get_hasher())
    encode = hasher.encode

    def counted(self, *args, **kwargs):
        work[name] += 1
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(hasher, "encode", counted)
    assert "不正确" in attempt(name, "wrong")
    assert work[name] == 1, state


@pytest.mark.django_db(transaction=True)
def test_processes_count_together():
    connections.close_all()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    started = [
        subprocess.Popen([sys.executable, "-c", GUESS], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    allowed = [int(process.communicate(timeout=120)[0]) for process in started]
    assert sum(allowed) == 5


def test_old_counts_are_forgotten(db):
    made = guard.attempt("x", limit=5, window=timedelta(minutes=1))
    guard.sweep()
    assert Tally.objects.filter(key=made.key).exists()
    Tally.objects.update(since=timezone.now() - timedelta(days=3))
    guard.sweep()
    assert not Tally.objects.exists()

"""What a password must be, and that each refusal says what is missing."""

import time

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from foundation.accounts.models import PasswordHistory, User
from foundation.accounts.passwords.patterns import ROWS, unguessable
from tests.services.people import PASSWORD, make_user

GOOD = "旧书店里的3只猫，和一盏灯"


def faults(password: str, user=None) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return "".join(error.messages)
    return ""


@pytest.fixture
def wang(db):
    return make_user(username="wangfang8", display_name="王芳", phone="13800000042", staff_number="A-7731")


@pytest.mark.parametrize("password", [GOOD, PASSWORD, "lp4k-9QxTv-mm2e", "Tiger!sieht5Vögel", "b7#Kq^tZ0&nW"])
def test_good_passwords_pass(wang, password):
    assert faults(password, wang) == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Kq7#tz", "还差 6 个字符，至少 12 个。"),
        ("kqtzhwbnxvplm", "再加 2 类字符，可以从这些里选：大写字母、数字、汉字、符号。"),
        ("春天的第七只燕子飞过河边", "再加 2 类字符"),
        ("Woaini1314520!!", "太容易猜"),
        ("Woaini5201314@", "太容易猜"),
        ("Zhangwei@19900101", "太容易猜"),
        ("Qwertyuiop123!", "太容易猜"),
        ("1qaz2wsx#EDC4rfv", "太容易猜"),
        ("P@ssw0rd123456", "太容易猜"),
        ("Admin888!2026", "太容易猜"),
        ("Aaaaaaaaaaaa1!", "太容易猜"),
        ("Xkq!wangfang8-Zt", "不要把自己的用户名写进密码。"),
        ("Xk!00000042-ztQ", "不要把自己的手机号写进密码。"),
        ("Xkq!7王芳zt-mPw", "不要把自己的姓名写进密码。"),
        ("Xkq!a-7731ztmPw", "不要把自己的工号写进密码。"),
    ],
)
def test_a_refusal_says_what_is_missing(wang, password, said):
    assert said in faults(password, wang)


@given(st.sampled_from(ROWS), st.integers(0, 6), st.integers(4, 9), st.booleans())
def test_every_walk_along_a_row_of_keys_counts_as_nothing(row, start, length, backwards):
    walk = (row[::-1] if backwards else row)[start : start + length]
    assert unguessable(walk) == 0 or len(walk) < 4


def test_the_numbers_are_rules(wang, decided):
    decided("login.password_length", 20)
    assert "至少 20 个" in faults(GOOD, wang)


def test_the_last_five_do_not_come_back(wang):
    used = [f"第{n}本旧书里的3只猫，和灯" for n in range(6)]
    for password in used:
        wang.set_password(password)
        wang.save()
    assert faults(used[0], wang) == ""
    for password in used[1:]:
        assert "最近用过" in faults(password, wang)
    assert not PasswordHistory.objects.filter(password__contains="猫").exists()


def login(name: str, password: str) -> Client:
    client = Client(REMOTE_ADDR="198.51.100.7")
    client.post("/accounts/login/", {"login": name, "password": password})
    return client


def change(client: Client, old: str, new: str) -> str:
    form = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/accounts/password/change/", form, follow=True).content.decode()


def test_who_got_a_password_from_others_changes_it_before_any_page_opens(wang):
    User.objects.update(must_change_password=True)
    client = login("wangfang8", PASSWORD)
    assert client.get("/me/")["Location"].startswith("/accounts/start/")
    assert "设一个只有您知道的密码" in client.get("/accounts/start/").content.decode()
    assert "还差" in change(client, PASSWORD, "Kq7#tz")
    assert client.get("/me/").status_code == 302
    change(client, PASSWORD, GOOD)
    assert client.get("/me/").status_code == 200
    assert login("wangfang8", GOOD).get("/me/").status_code == 200


@pytest.mark.parametrize(("days", "limit", "asked"), [(91, 90, True), (89, 90, False), (4000, 0, False)])
def test_an_old_password_is_changed_at_the_next_login(wang, time_machine, days, limit, asked, decided):
    decided("login.password_days", limit)
    time_machine.move_to(time.time() + days * 24 * 3600, tick=False)
    assert (login("wangfang8", PASSWORD).get("/me/").status_code == 302) is asked


def test_a_new_password_ends_the_other_sessions(wang):
    other, here = login("wangfang8", PASSWORD), login("wangfang8", PASSWORD)
    change(here, PASSWORD, GOOD)
    assert other.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200

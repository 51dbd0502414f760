"""Before a dangerous verb one proves again who one is, and loses nothing typed."""

import html
import re
import time

import pytest

from cms.editorial.permissions import grant_role_permissions
from foundation.accounts.models import User
from foundation.audit.models import AuditRecord
from tests.services.people import PASSWORD, make_user, with_phone

NEW = "旧书店里的3只猫，和一盏灯"
FORM = {
    "username": "李雷",
    "display_name": "李 & 雷",
    "phone": "",
    "email": "",
    "staff_number": "",
    "password1": NEW,
    "password2": NEW,
}


@pytest.fixture
def feng(db):
    grant_role_permissions()
    return make_user("security_admin", username="feng")


@pytest.fixture
def client(client_for, feng, time_machine):
    """Logged in eleven minutes ago, one more than the rule allows."""
    made = client_for(feng)
    made.defaults["REMOTE_ADDR"] = "198.51.100.7"
    time_machine.move_to(time.time() + 11 * 60, tick=False)
    return made


def hidden(page: str) -> dict:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {html.unescape(name): html.unescape(value) for name, value in found}


def ask(client) -> dict:
    answer = client.post("/admin/users/new/", FORM)
    assert answer.status_code == 401
    assert "先确认是您本人" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    return hidden(answer.content.decode())


def test_right_after_the_login_nothing_is_asked(client_for, feng):
    assert client_for(feng).post("/admin/users/new/", FORM).status_code == 302


def test_the_password_lets_it_happen_with_everything_that_was_typed(client):
    typed = ask(client)
    assert not User.objects.filter(username="李雷").exists()
    assert client.post("/admin/users/new/", {**typed, "_proof_password": PASSWORD}).status_code == 302
    person = User.objects.get(username="李雷")
    assert person.display_name == "李 & 雷"
    assert person.check_password(NEW)
    assert person.must_change_password
    assert AuditRecord.objects.filter(verb="accounts.proved").exists()
    assert client.post("/admin/users/new/", {**FORM, "username": "韩梅"}).status_code == 302


def test_a_code_is_as_good(client, feng):
    phone = with_phone(feng)
    typed = ask(client)
    client.post("/admin/users/new/", {**typed, "_proof_code": phone.code()})
    assert User.objects.filter(username="李雷").exists()


def test_a_wrong_password_is_told_beside_the_field_and_keeps_what_was_typed(client):
    typed = ask(client)
    page = client.post("/admin/users/new/", {**typed, "_proof_password": "no"}).content.decode()
    assert "密码不正确" in page
    assert hidden(page)["display_name"] == "李 & 雷"
    assert not User.objects.filter(username="李雷").exists()


def test_guessing_the_proof_is_locked_too(client):
    typed = ask(client)
    for _ in range(5):
        client.post("/admin/users/new/", {**typed, "_proof_password": "no"})
    page = client.post("/admin/users/new/", {**typed, "_proof_password": PASSWORD}).content.decode()
    assert "输错的次数太多" in page
    assert not User.objects.filter(username="李雷").exists()


def test_changing_and_deactivating_ask_as_well(client):
    person = make_user("editor", username="李雷")
    address = f"/admin/users/edit/{person.pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, FORM).status_code == 401


def test_many_accounts_at_once_are_refused(client):
    person = make_user("editor", username="李雷")
    address = f"/admin/bulk/accounts/user/set_active_state/?id={person.pk}"
    client.post(address, {"mark_as_active": "", "next": "/"})
    person.refresh_from_db()
    assert person.is_active


def test_who_may_not_do_it_is_not_asked(client_for, time_machine):
    other = client_for("editor")
    time_machine.move_to(time.time() + 11 * 60, tick=False)
    assert other.post("/admin/users/new/", FORM).status_code in {302, 403}

"""The second step: compulsory by role before any page, real codes, none twice, no guessing by many sessions."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.test import Client

from foundation.accounts.models import FamiliarNetwork
from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditAct, AuditRecord
from tests.services.people import PASSWORD, Phone, make_user, with_phone

pytestmark = pytest.mark.usefixtures("second_factor")
committed = pytest.mark.django_db(transaction=True)  # allauth tells of a new second step after the commit
HERE = "198.51.100.7"
CLOSED = (
    "/",
    "/me/",
    "/admin/",
    "/admin/pages/",
    "/audit/",
    "/media/x.png",
    "/documents/1/x.pdf",
    "/preview-files/x.css",
)
OPEN = ("/accounts/login/", "/size/elder/?next=/accounts/login/", "/healthz", "/static/office/tokens.css")


@pytest.fixture
def wang(db):
    return make_user("congress_staff", username="王芳", display_name="王芳", phone="13800000042")


def first_step(name: str = "王芳", password: str = PASSWORD, address: str = HERE) -> Client:
    client = Client(REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": name, "password": password})
    return client


def second_step(client: Client, code: str):
    return client.post("/accounts/2fa/authenticate/", {"code": code})


def set_up_phone(client: Client) -> Phone:
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    key = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))
    phone = Phone(key)
    client.post("/accounts/2fa/totp/activate/", {"code": phone.code()})
    return phone


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_no_role_reaches_a_page_without_the_second_step(client_for, role):
    client = client_for(role)
    for address in CLOSED:
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/accounts/start/"), address
    assert client.post("/me/").status_code == 302
    assert client.get("/audit/", headers={"accept": "application/json"}).status_code == 403
    assert client.get("/accounts/start/").status_code == 200


def test_strangers_reach_the_login_and_nothing_else(db):
    for address in CLOSED:
        assert Client().get(address)["Location"].startswith("/accounts/login/?next="), address
    for address in OPEN:
        assert Client().get(address).status_code in {200, 302}
    assert "/accounts/login/" not in Client().get(OPEN[1]).headers.get("Location", "x").partition("?next")[2]


@committed
def test_staff_set_up_a_phone_at_the_first_login_and_use_it_at_the_next(wang, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    client = first_step(name="138 0000 0042")
    assert client.get("/me/")["Location"] == "/accounts/start/?next=%2Fme%2F"
    phone = set_up_phone(client)
    assert client.get("/accounts/2fa/recovery-codes/").context["can_view_codes"]
    assert client.get("/me/").status_code == 200

    time_machine.shift(60)
    again = first_step()
    assert again.get("/me/")["Location"].startswith("/accounts/login/")
    answer = second_step(again, phone.code())
    assert answer["Location"] == "/"
    assert again.get("/me/").status_code == 200


def test_a_code_counts_once_even_in_another_session(wang, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    phone = with_phone(wang)
    assert second_step(first_step(), phone.code()).status_code == 302
    replayed = second_step(first_step(), phone.code())
    assert replayed.status_code == 200
    assert "用过的不能再用" in replayed.content.decode()
    time_machine.shift(30)
    assert second_step(first_step(), phone.code()).status_code == 302


def test_a_clock_half_a_minute_off_is_forgiven_but_no_more(wang, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    phone = with_phone(wang)
    assert second_step(first_step(), phone.code(ahead=-2)).status_code == 200
    assert second_step(first_step(), phone.code(ahead=-1)).status_code == 302


def test_many_sessions_share_one_count_of_wrong_codes(wang):
    phone = with_phone(wang)
    for _ in range(5):
        assert second_step(first_step(), "000000").status_code == 200
    locked = second_step(first_step(), phone.code())
    assert "输错的次数太多" in locked.content.decode()
    assert AuditRecord.objects.filter(verb="accounts.code_locked", actor=wang).exists()
    assert AuditRecord.objects.filter(verb="accounts.code_failed", actor=wang).count() == 5


def test_guesses_from_many_networks_end_but_the_person_at_the_usual_place_goes_on(wang):
    phone = with_phone(wang)
    FamiliarNetwork.objects.create(user=wang, network="198.51.100.0/24")
    for number in range(20):
        second_step(first_step(address=f"203.0.{number}.9"), "000000")
    stranger = second_step(first_step(address="192.0.2.77"), phone.code())
    assert "输错的次数太多" in stranger.content.decode()
    assert second_step(first_step(), phone.code()).status_code == 302


@committed
def test_recovery_codes_are_shown_once_and_each_works_once(wang):
    client = first_step()
    set_up_phone(client)
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", page)
    assert len(codes) == 10
    assert 'download="recovery-codes.txt"' in page
    assert codes[0] not in client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert second_step(first_step(), codes[0]).status_code == 302
    assert second_step(first_step(), codes[0]).status_code == 200
    assert "还剩 9 个" in client.get("/accounts/2fa/").content.decode()


def test_the_key_of_the_app_is_not_readable_in_the_database(wang):
    client = first_step()
    phone = set_up_phone(client)
    stored = str(Authenticator.objects.values_list("data", flat=True).get(user=wang, type="totp"))
    assert phone.key not in stored


def test_the_qr_code_needs_no_other_server_and_no_inline_style(wang):
    page = first_step().get("/accounts/2fa/totp/activate/").content.decode()
    drawing = page[page.index('<svg class="qr"') :].partition("</svg>")[0]
    assert "style" not in drawing
    assert "http" not in drawing


@committed
def test_a_new_second_factor_ends_the_other_sessions(wang):
    phone = with_phone(wang)
    other, here = first_step(), first_step()
    second_step(other, phone.code(ahead=-1))
    second_step(here, phone.code())
    assert other.get("/me/").status_code == 200
    RecoveryCodes.activate(wang)
    here.post("/accounts/2fa/recovery-codes/generate/")
    assert other.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200
    assert AuditAct.objects.get(verb="accounts.sessions_ended").detail["count"] == 1


@committed
def test_the_last_second_step_cannot_be_removed(wang):
    client = first_step()
    set_up_phone(client)
    page = client.get("/accounts/2fa/totp/deactivate/").content.decode()
    assert "您的角色必须有" in page
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=wang, type="totp").exists()


def test_a_session_from_before_the_second_step_must_show_it_and_cannot_add_another(wang, client_for):
    client = client_for(wang)
    phone = with_phone(wang)
    for address in ("/me/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        assert client.get(address)["Location"].startswith("/accounts/2fa/reauthenticate/"), address
    client.post("/accounts/2fa/reauthenticate/?next=/me/", {"code": phone.code()}, REMOTE_ADDR=HERE)
    assert client.get("/me/").status_code == 200


def test_demo_accounts_are_let_off_in_the_demo_only(db, client_for, settings):
    person = make_user("editor", is_demo=True)
    settings.DEMO = True
    assert client_for(person).get("/me/").status_code == 200
    settings.DEMO = False
    assert client_for(person).get("/me/").status_code == 302


def test_somebody_without_a_role_needs_no_second_step(db, client_for):
    assert client_for(make_user()).get("/me/").status_code == 200


def test_who_lost_everything_is_let_in_by_staff_with_a_reason(wang):
    with_phone(wang)
    client = first_step()
    with pytest.raises(CommandError, match="理由"):
        call_command("reset_second_factor", "王芳", reason=" ")
    call_command("reset_second_factor", "王芳", reason="当面看了工作证", stdout=StringIO())
    assert client.get("/me/").status_code == 302
    assert first_step().get("/me/")["Location"].startswith("/accounts/start/")
    assert AuditRecord.objects.get(verb="accounts.second_factor_reset").detail["reason"] == "当面看了工作证"

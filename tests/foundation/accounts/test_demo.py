"""Demo accounts exist in the demo only, and production does not start with one."""

import json
import stat
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from foundation.accounts.checks import production_faults, refuse_unsafe_start
from foundation.accounts.models import User
from foundation.accounts.roles import ROLES
from foundation.accounts.services import demo_accounts, make_demo_accounts, remove_demo_accounts
from foundation.audit.models import AuditRecord

GOOD_KEY = "uG7-wq0X9fJr3nYpZk5LhVb2Mc8TaDs4Ee6RiQoN1xBvKyWz_H"


@pytest.fixture
def demo(settings, tmp_path, db):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    return tmp_path / "demo_accounts.json"


def test_there_is_one_account_per_role_and_its_password_works(demo, client):
    accounts = make_demo_accounts()
    assert [account.username for account in accounts] == [role.key for role in ROLES]
    person = User.objects.get(username="chief_editor")
    assert person.has_role("chief_editor")
    assert client.login(username="chief_editor", password=accounts[4].password)
    assert str(person) == "陆青松"


def test_passwords_are_random_private_and_stay_for_a_data_directory(demo):
    first = make_demo_accounts()
    assert stat.S_IMODE(demo.stat().st_mode) == 0o600
    assert len({account.password for account in first}) == len(first)
    assert make_demo_accounts() == first == demo_accounts()
    demo.unlink()
    renewed = make_demo_accounts()
    assert renewed[0].password != first[0].password
    assert User.objects.get(username="editor").check_password(renewed[0].password)


def test_the_command_prints_them(demo):
    out = StringIO()
    call_command("demo_accounts", "--json", stdout=out)
    assert {"username", "password", "name", "role", "description"} == set(json.loads(out.getvalue())[0])
    call_command("demo_accounts", stdout=out)
    assert "林知夏 · 编辑" in out.getvalue()


def test_outside_the_demo_none_is_made_or_shown(demo, settings):
    make_demo_accounts()
    settings.DEMO = False
    assert demo_accounts() == []
    with pytest.raises(ImproperlyConfigured, match="演示环境"):
        make_demo_accounts()


def test_a_real_account_of_that_name_is_left_alone(demo):
    User.objects.create_user("editor", password="their own")
    with pytest.raises(ImproperlyConfigured, match="真实账号"):
        make_demo_accounts()
    assert User.objects.get(username="editor").check_password("their own")
    assert User.objects.count() == 1


def test_removed_demo_accounts_cannot_log_in_but_their_deeds_stay_attributed(demo, client):
    accounts = make_demo_accounts()
    client.login(username="editor", password=accounts[0].password)
    assert remove_demo_accounts() == len(accounts)
    assert not client.login(username="editor", password=accounts[0].password)
    assert AuditRecord.objects.get(verb="accounts.login").actor.display_name == "林知夏"
    assert demo_accounts() == []


@pytest.fixture
def production(settings):
    """What cms.settings.production sets and the suite does not."""
    settings.SECRET_KEY = GOOD_KEY
    settings.SECOND_FACTOR_REQUIRED = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return settings


def faults() -> set[str]:
    return {number for number, _, _ in production_faults()}


def test_a_sound_production_has_no_faults(db, production):
    User.objects.create_user("王芳")
    assert faults() == set()
    production.REFUSE_UNSAFE_START = True
    refuse_unsafe_start()


@pytest.mark.parametrize("key", ["short", "change-me" * 9, "a" * 60, "django-insecure-" + GOOD_KEY])
def test_a_placeholder_secret_is_a_fault(db, production, key):
    production.SECRET_KEY = key
    assert faults() == {"accounts.E001"}


def test_production_refuses_to_start_with_a_superuser_or_a_demo_account(demo, production):
    make_demo_accounts()
    User.objects.create_superuser("root", password="x")
    assert faults() == {"accounts.E002", "accounts.E003"}
    refuse_unsafe_start()  # the demo itself starts
    production.REFUSE_UNSAFE_START = True
    with pytest.raises(ImproperlyConfigured, match="root") as refusal:
        refuse_unsafe_start()
    assert "remove_demo_accounts" in str(refusal.value)


def test_production_refuses_a_login_without_second_factor_or_with_weak_rules(db, production, decided):
    production.SECOND_FACTOR_REQUIRED = False
    decided("login.lock_failures", 1000)
    assert faults() == {"accounts.E004", "accounts.E006"}
    production.SESSION_COOKIE_SECURE = False
    assert faults() == {"accounts.E004", "accounts.E005", "accounts.E006"}


def test_production_refuses_single_sign_on_without_a_key_or_in_the_clear(db, production, tmp_path):
    production.OIDC_PROVIDER, production.OIDC_KEY_DIR = True, str(tmp_path / "keys")
    production.OIDC_CLIENT_URL = "http://id.example.cn"
    assert faults() == {"accounts.E007", "accounts.E008"}
    call_command("oidc_keys", "make", stdout=StringIO())
    assert faults() == {"accounts.E008"}

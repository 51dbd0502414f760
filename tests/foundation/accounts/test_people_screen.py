"""The security administrator keeps accounts in Wagtail: our fields, masked phones, three people for three offices."""

import pytest
from django.contrib.auth.models import Group

from cms.editorial.permissions import grant_role_permissions
from foundation.accounts.models import User

PASSWORD = "旧书店里的3只猫，和一盏灯"


@pytest.fixture
def security(client_for, user_for):
    grant_role_permissions()
    return client_for(user_for("security_admin", username="feng"))


def form(**values) -> dict:
    return {"username": "王芳", "display_name": "王芳", "phone": "13800000042", "email": "", **values}


def group(name: str) -> int:
    return Group.objects.get(name=name).pk


def make(client, **values):
    return client.post("/admin/users/new/", form(password1=PASSWORD, password2=PASSWORD, **values))


def test_an_account_is_made_with_a_chinese_name_and_without_any_role(security):
    assert make(security, groups=[group("编辑")]).status_code == 302
    person = User.objects.get(username="王芳")
    assert (person.display_name, person.phone, person.is_superuser) == ("王芳", "13800000042", False)
    assert person.roles == []
    page = security.get(f"/admin/users/edit/{person.pk}/").content.decode()
    assert f"/rights/grants/new/?person={person.pk}" in page


@pytest.mark.parametrize("phone", ["123", "+86 138", "23800000042"])
def test_a_wrong_phone_is_explained(security, phone):
    assert "手机号是 11 位数字" in make(security, phone=phone).content.decode()


def test_nobody_is_made_a_superuser_on_this_screen(security):
    make(security, is_superuser="on")
    assert not User.objects.filter(is_superuser=True).exists()


def test_the_list_shows_roles_and_masked_phones_and_finds_by_name(security):
    make(security)
    User.objects.get(username="王芳").groups.add(group("编辑"))
    page = security.get("/admin/users/?q=王").content.decode()
    assert "138****0042" in page
    assert "13800000042" not in page
    assert "编辑" in page
    assert "feng" not in security.get("/admin/users/results/?q=王").content.decode()


def test_nobody_raises_anybody_s_rights_on_this_screen(security):
    me = User.objects.get(username="feng")
    values = form(username="feng", phone="", groups=[group("安全管理员"), group("总编")])
    assert security.post(f"/admin/users/edit/{me.pk}/", values).status_code == 302
    assert [role.key for role in User.objects.get(pk=me.pk).roles] == ["security_admin"]


def test_an_account_can_be_switched_off(security):
    make(security)
    person = User.objects.get(username="王芳")
    security.post(f"/admin/users/edit/{person.pk}/", form())  # is_active unticked
    person.refresh_from_db()
    assert not person.is_active


@pytest.mark.parametrize("role", ["editor", "chief_editor", "system_admin", "audit_admin", "deputy"])
def test_other_roles_do_not_reach_accounts(client_for, role):
    grant_role_permissions()
    assert client_for(role).get("/admin/users/").status_code in {302, 403}

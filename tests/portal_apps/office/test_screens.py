"""The first page, one's own page, designed errors: what each role sees, in what language, with which headers."""

import pytest
from django.test import Client
from django.urls import path

from cms import urls
from foundation.accounts.roles import ROLES


def broken(request):
    raise RuntimeError("internal detail")


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_every_role_finds_its_doors_and_may_open_them(client_for, role):
    client = client_for(role)
    page = client.get("/")
    assert page.status_code == 200
    from cms.editorial.permissions import grant_role_permissions

    grant_role_permissions()
    doors = page.context["doors"]
    assert {door.url for door in doors} == {
        door.url for door in doors if client.get(door.url, follow=True).status_code == 200
    }
    if not doors:
        assert "还没有开通" in page.content.decode()


def test_doors_of_others_are_not_shown(client_for):
    assert "/audit/" not in client_for("editor").get("/").content.decode()
    assert "/admin/" not in client_for("audit_admin").get("/").content.decode()


def test_strangers_are_led_to_the_one_login(client):
    for address in ("/", "/me/", "/admin/", "/audit/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == "/accounts/login/?next=/admin/pages/"


def test_text_size_is_remembered_and_leads_back_only_here(client):
    assert 'data-size="elder"' not in client.get("/accounts/login/").content.decode()
    assert client.get("/size/elder/?next=/accounts/login/")["Location"] == "/accounts/login/"
    assert 'data-size="elder"' in client.get("/accounts/login/").content.decode()
    assert client.get("/size/normal/?next=//evil.example/")["Location"] == "/"
    assert 'data-size="elder"' not in client.get("/accounts/login/").content.decode()
    assert client.get("/size/huge/").status_code == 404


def test_errors_are_designed_and_tell_nothing_of_the_inside(client_for, monkeypatch):
    client = client_for("editor")
    assert "没有这一页" in client.get("/nowhere/").content.decode()
    refusal = client.get("/audit/")
    assert refusal.status_code == 403
    assert "能办的是：审计管理员" in refusal.content.decode()
    monkeypatch.setattr(urls, "urlpatterns", [path("broken/", broken), *urls.urlpatterns])
    from django.urls import clear_url_caches

    clear_url_caches()
    client.raise_request_exception = False
    answer = client.get("/broken/")
    clear_url_caches()
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "服务器出错了" in text
    assert "报这个号" in text
    assert "internal detail" not in text


def test_a_form_from_another_site_is_refused_in_words(db):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/accounts/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "放得太久" in answer.content.decode()


def test_pages_are_chinese_whatever_the_browser_was_installed_in(client_for):
    client = client_for("chief_editor")
    page = client.get("/admin/", headers={"accept-language": "en-US"}, follow=True)
    assert page["Content-Language"] == "zh-hans"
    client.cookies["django_language"] = "en"
    assert client.get("/admin/", follow=True)["Content-Language"] == "en"


def test_headers_forbid_inline_scripts_foreign_frames_and_caching(client_for):
    answer = client_for("editor").get("/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    for rule in ("object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'self'"):
        assert rule in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_health_tells_whether_work_can_be_done(client, db, settings, tmp_path):
    assert client.get("/healthz").content == b"ok"
    settings.SITE_DIR = tmp_path
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["release"], answer.json()["database"]) == (503, False, True)
    (tmp_path / "current").mkdir()
    assert client.get("/readyz").json() == {"ready": True, "database": True, "broker": True, "release": True}
    assert client.get("/readyz").status_code == 200

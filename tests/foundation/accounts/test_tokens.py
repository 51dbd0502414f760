"""Service tokens: shown once, stored as a digest, good for their scope until they end."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from foundation.accounts.models import ServiceToken
from foundation.accounts.roles import ROLES
from foundation.accounts.services.tokens import issue_token, revoke_token
from foundation.accounts.tokens import SCOPES, service_token_required
from foundation.audit.models import AuditRecord
from tests.services.people import make_user

FORM = {"name": "门户取稿", "owner_unit": "市大数据中心", "days": 90, "scopes": ["content:read"]}
ADDRESSES = ("/accounts/tokens/", "/accounts/tokens/issue/")


@pytest.fixture
def feng(db):
    return make_user("security_admin")


@pytest.fixture
def endpoint(monkeypatch):
    """An endpoint of exchange as a later app has it."""
    monkeypatch.setitem(SCOPES, "motions:read", "读建议")
    view = service_token_required("motions:read")(lambda request: HttpResponse(request.service_token.name))

    def call(secret: str = "", address: str = "203.0.113.9"):
        headers = {"authorization": f"Bearer {secret}"} if secret else {}
        return view(RequestFactory(REMOTE_ADDR=address).get("/exchange/motions/", headers=headers))

    return call


@pytest.fixture
def issued(feng, endpoint):
    return issue_token(name="督办系统", owner_unit="市政府办公室", scopes=["motions:read"], days=30, by=feng)


def test_the_secret_is_on_the_answer_and_nowhere_else(client_for, feng):
    client = client_for(feng)
    answer = client.post("/accounts/tokens/issue/", FORM)
    secret = answer.context["secret"]
    assert secret.startswith("spc_")
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    page = client.get("/accounts/tokens/").content.decode()
    assert "市大数据中心" in page
    assert secret not in page + str(list(ServiceToken.objects.values())) + str(
        list(AuditRecord.objects.values())
    )


@pytest.mark.parametrize("role", [role.key for role in ROLES if role.key != "security_admin"])
def test_no_other_role_sees_issues_or_revokes(client_for, issued, role):
    client = client_for(role)
    for address in ADDRESSES:
        assert client.get(address).status_code == client.post(address, FORM).status_code == 403
    assert client.post(f"/accounts/tokens/{issued[0].pk}/revoke/").status_code == 403
    assert ServiceToken.objects.alive().count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"days": 9999}, "有效期是 1 到 365 天"),
        ({"scopes": []}, "至少选一项权限"),
        ({"name": ""}, "id_name-miss"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(client_for, feng, change, said):
    page = client_for(feng).post("/accounts/tokens/issue/", {**FORM, **change}).content.decode()
    assert said in page
    assert "市大数据中心" in page
    assert not ServiceToken.objects.exists()


def test_a_good_token_passes_and_its_use_is_noted(issued, endpoint):
    token, secret = issued
    assert endpoint(secret).content.decode() == "督办系统"
    token.refresh_from_db()
    assert token.last_used_at
    assert token.last_network == "203.0.113.0/24"


def test_without_a_token_or_with_a_wrong_one_nothing_opens(issued, endpoint):
    for secret in ("", "spc_wrong", "wagtail_token", issued[1] + "x"):
        answer = endpoint(secret)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_revoking_works_at_once_and_further_use_leaves_a_trace(client_for, feng, issued, endpoint):
    token, secret = issued
    client_for(feng).post(f"/accounts/tokens/{token.pk}/revoke/")
    assert endpoint(secret).status_code == 401
    assert "已吊销" in endpoint(secret).content.decode()
    revoke_token(token, by=feng)
    assert AuditRecord.objects.filter(verb="accounts.token_revoked").count() == 1
    assert AuditRecord.objects.filter(verb="accounts.token_refused").count() == 2


def test_it_ends_by_itself(issued, endpoint, time_machine):
    time_machine.move_to(issued[0].expires_at, tick=False)
    assert endpoint(issued[1]).status_code == 401
    assert AuditRecord.objects.get(verb="accounts.token_refused").detail["why"] == "已过期"


def test_a_scope_it_does_not_have_is_refused(feng, endpoint):
    _, secret = issue_token(name="x", owner_unit="y", scopes=["content:read"], days=1, by=feng)
    assert endpoint(secret).status_code == 403


def test_too_many_calls_wait_a_minute(issued, endpoint, time_machine, decided):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    ServiceToken.objects.update(expires_at="2027-01-01T00:00+08:00")
    decided("login.token_calls", 3)
    assert [endpoint(issued[1]).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert endpoint(issued[1])["Retry-After"] == "60"
    time_machine.shift(60)
    assert endpoint(issued[1]).status_code == 200


def test_the_read_api_takes_a_service_token_for_reading_public_pages_only(client, feng):
    token, secret = issue_token(name="x", owner_unit="y", scopes=["content:read"], days=1, by=feng)
    bearing = {"authorization": f"Bearer {secret}"}
    assert client.get("/api/v3/pages/", headers=bearing).status_code == 200
    assert client.post("/api/v3/pages/", {}, "application/json", headers=bearing).status_code == 401
    token.refresh_from_db()
    assert token.last_used_at
    revoke_token(token, by=feng)
    assert client.get("/api/v3/pages/", headers=bearing).status_code == 401
    assert client.get("/api/v3/pages/").status_code == 200

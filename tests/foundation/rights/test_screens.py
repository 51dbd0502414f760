"""The screens: who may open them, what they say, and that a refusal loses nothing typed."""

import pytest
from django.urls import reverse

from foundation.accounts.roles import ROLES
from foundation.rights.models import Grant, State
from foundation.rights.services import propose_grant

from .conftest import fresh

SOURCE = "办发〔2026〕3号"
KEEPERS = {"security_admin", "office_head"}


@pytest.fixture
def proposed(house):
    return propose_grant(house.wang, "editor", by=house.feng, ground=SOURCE)


def act(client, grant, verb, said=""):
    return client.post(reverse("rights:act", args=[grant.pk, verb]), {"said": said}, follow=True)


def test_a_grant_goes_through_two_people_on_the_screen(house, client_for):
    feng, head = client_for(house.feng), client_for(house.head)
    answer = feng.post(
        reverse("rights:propose"), {"person": house.wang.pk, "role": "editor", "ground": SOURCE}
    )
    made = Grant.objects.get()
    assert answer.url == reverse("rights:grant", args=[made.pk])
    assert "批准，马上生效" not in feng.get(answer.url).content.decode()
    assert "有 1 项授权等批准" in head.get(reverse("rights:grants")).content.decode()
    assert "批准，马上生效" in head.get(answer.url).content.decode()
    assert "已批准" in act(head, made, "approve").content.decode()
    assert fresh(house.wang).has_role("editor")
    assert "不用再办" in act(head, made, "approve").content.decode()


def test_a_refusal_stands_above_the_form_with_everything_still_in_it(house, client_for, proposed):
    typed = {"person": house.wang.pk, "role": "editor", "ground": "再来一次"}
    answer = client_for(house.shi).post(reverse("rights:propose"), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "已经有这一项授权" in page
    assert 'value="再来一次"' in page


def test_what_is_missing_is_said_beside_the_field(house, client_for):
    page = client_for(house.feng).post(reverse("rights:propose"), {}).content.decode()
    assert page.count('class="miss"') == 3


def test_the_person_reads_their_own_grant_and_nobody_else_s(house, client_for, proposed, user_for):
    address = reverse("rights:grant", args=[proposed.pk])
    assert client_for(house.wang).get(address).status_code == 200
    assert client_for("editor").get(address).status_code == 403


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_each_screen_opens_for_its_roles(client_for, proposed, role):
    client = client_for(role)
    assert client.get(reverse("rights:table")).status_code == 200
    assert client.get(reverse("rights:grants")).status_code == (200 if role in KEEPERS else 403)
    for name in ("propose", "emergency"):
        assert client.get(reverse(f"rights:{name}")).status_code == (200 if role == "security_admin" else 403)
    for verb, may in (("approve", KEEPERS), ("refuse", KEEPERS), ("end", {"security_admin"})):
        Grant.objects.update(state=State.PROPOSED)
        answer = client.post(reverse("rights:act", args=[proposed.pk, verb]), {"said": "说明"})
        assert answer.status_code == (302 if role in may else 403), verb


def test_the_list_is_found_by_name_role_and_state(house, client_for, proposed):
    client = client_for(house.feng)
    address = reverse("rights:grants")
    for query, found in (
        ("q=王芳", True),
        ("q=李雷", False),
        ("role=editor&state=proposed", True),
        ("state=ended", False),
    ):
        assert (
            "王芳" in client.get(f"{address}?{query}").content.decode().split("<caption>")[-1]
        ) == found or not found
        assert ("没有符合条件" in client.get(f"{address}?{query}").content.decode()) != found


def test_everybody_reads_what_their_own_roles_give_and_one_role_alone(client_for):
    page = client_for("unit_head").get(reverse("rights:table")).content.decode()
    assert "签发答复" in page.split("您能做的")[1].split("</ul>")[0]
    alone = client_for("editor").get(reverse("rights:table") + "?role=audit_admin").content.decode()
    assert "查、导出、验审计记录" in alone
    assert "提议案" not in alone


def test_a_stranger_is_asked_to_log_in(client):
    for name in ("table", "grants", "propose", "emergency"):
        assert client.get(reverse(f"rights:{name}")).status_code == 302


def test_an_emergency_says_what_it_is_before_and_after(house, client_for):
    client = client_for(house.feng)
    assert "不经批准，马上生效" in client.get(reverse("rights:emergency")).content.decode()
    typed = {"person": house.wang.pk, "role": "editor", "reason": "首页有错字", "hours": 1}
    page = client.post(reverse("rights:emergency"), typed, follow=True).content.decode()
    assert "没有经过第二人批准" in page
    assert fresh(house.wang).has_role("editor")

"""The screens of accounts: who gets in, what they ask first, what they say, and that none of them tells too much."""

import pytest

from foundation.accounts.models import Standing, User
from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.life.models import Invitation, Leave, ProxyEntry, Restore
from foundation.life.services import Newcomer, ask_restore, invite
from foundation.notices.models import Preference
from foundation.rights.models import Grant

from .conftest import GOOD, code_for, fresh
from .test_proxy import sheet

MAIL = {"mail": {"BACKEND": "foundation.notices.carriers.mail.Mail"}}


def text(answer) -> str:
    return answer.content.decode()


def test_exactly_these_roles_open_these_pages(house, user_for, client_for):
    made = invite(Newcomer("李明", "13800000001"), by=house.feng)
    restore = ask_restore(house.deputy, by=house.feng, reason="看了代表证")
    keeper, second, staff = {"security_admin"}, {"security_admin", "office_head"}, {"congress_staff"}
    pages = {
        "/people/": keeper,
        f"/people/{made.person.pk}/": keeper,
        f"/people/{house.wang.pk}/leave/": keeper,
        "/people/invite/staff/": keeper,
        "/people/invite/deputy/": staff,
        "/people/invitations/": keeper | staff,
        f"/people/restores/{restore.pk}/": second,
        "/proxy/": staff | {"delegation_staff"},
        f"/messages/choices/{house.deputy.pk}/": staff,
    }
    for role in ROLES:
        client = client_for(role.key)
        for address, allowed in pages.items():
            expected = 200 if role.key in allowed else 403
            assert client.get(address).status_code == expected, (role.key, address)


def test_the_list_finds_by_name_phone_state_role_and_idleness(house, client_for):
    client = client_for(house.feng)
    User.objects.filter(pk=house.wang.pk).update(awake_since="2020-01-01T00:00Z")
    for query, found in {
        "q=王芳": True,
        "q=138 0000 0043": True,
        "state=active": True,
        "state=dormant": False,
        "role=editor": True,
        "role=deputy": False,
        "idle=90": True,
        "q=没有这个人": False,
    }.items():
        assert ("138****0043" in text(client.get(f"/people/?{query}"))) is found, query


def test_an_invitation_by_form_and_what_is_wrong_stays_typed(house, client_for):
    client = client_for(house.staff)
    answer = client.post("/people/invite/deputy/", {"name": "李明", "phone": "138", "role": "deputy"})
    assert answer.status_code == 422
    assert "11 位" in text(answer)
    assert 'value="李明"' in text(answer)
    answer = client.post(
        "/people/invite/deputy/",
        {"name": "李明", "phone": "13800000001", "role": "deputy", "ground": "公告第1号"},
        follow=True,
    )
    assert "已邀请李明" in text(answer)
    link = Invitation.objects.get()
    for act, said in (("resend", "新链接"), ("revoke", "已撤回")):
        link = Invitation.objects.filter(ended_at=None).get()
        assert said in text(client.post(f"/people/invitations/{link.pk}/{act}/", follow=True))
    assert client_for(house.head).post(f"/people/invitations/{link.pk}/resend/").status_code == 403


def test_the_link_opens_in_a_strangers_browser_and_every_dead_one_reads_the_same(house, client):
    person = invite(Newcomer("李明", "13800000001"), by=house.feng).person
    code = code_for(person)
    assert "李明" in text(client.get(f"/i/{code}/"))
    wrong = client.post(f"/i/{code}/", {"password1": GOOD, "password2": "x"})
    assert wrong.status_code == 422
    answer = client.post(f"/i/{code}/", {"password1": GOOD, "password2": GOOD})
    assert answer["Location"] == "/accounts/start/?next=/"
    assert fresh(person).standing == Standing.ACTIVE
    assert AuditRecord.objects.filter(verb="accounts.activated", actor=person).exists()
    used, never = client.get(f"/i/{code}/"), client.get(f"/i/{'x' * 24}/")
    assert (used.status_code, text(used).replace(code, "")) == (410, text(never).replace("x" * 24, ""))


@pytest.mark.usefixtures("second_factor")
def test_who_activated_needs_a_second_step_before_any_page_even_without_a_role(house, client):
    code = code_for(invite(Newcomer("李明", "13800000001"), by=house.feng).person)
    client.post(f"/i/{code}/", {"password1": GOOD, "password2": GOOD})
    assert client.get("/me/")["Location"].startswith("/accounts/start/")
    assert "设登录的第二步" in text(client.get("/accounts/start/"))


def test_who_tries_codes_is_stopped(db, client):
    answers = [client.get(f"/i/{'x' * 22}{number:02}/").status_code for number in range(22)]
    assert answers[0] == 410
    assert answers[-1] == 429


def test_each_verb_works_from_its_page(house, client_for, user_for):
    client = client_for(house.feng)
    li = user_for(display_name="李明")
    page = f"/people/{house.wang.pk}"
    values = {"stand_in": li.pk, "since": "2090-12-01", "until": "2090-12-05", "reason": "年休假"}
    assert "已登记" in text(client.post(f"{page}/leave/", values, follow=True))
    leave = Leave.objects.get()
    assert Grant.objects.filter(person=li, role="editor", state="proposed").exists()
    assert "休假已结束" in text(client.post(f"/people/leaves/{leave.pk}/end/", follow=True))
    assert "没有在办事项" in text(client.post(f"{page}/hand-over/", {"receiver": li.pk, "reason": "x"}))
    assert "等另一个人批准" in text(client.post(f"{page}/restore/", {"reason": "看了工作证"}, follow=True))
    restore = Restore.objects.get()
    answer = client_for(house.head).post(f"/people/restores/{restore.pk}/", {"which": "approve"}, follow=True)
    assert "已批准" in text(answer)
    assert "已办离开" in text(client.post(f"{page}/offboard/", {"reason": "调离"}, follow=True))
    assert fresh(house.wang).standing == Standing.LEFT
    User.objects.filter(pk=li.pk).update(is_active=False)
    assert "已启用" in text(client.post(f"/people/{li.pk}/reactivate/", {"reason": "核对了"}, follow=True))
    assert client.get(f"{page}/fly/").status_code == 404


def test_a_verb_asks_who_sits_there_when_the_login_is_long_ago(house, client_for):
    client = client_for(house.feng)
    session = client.session
    session["_proved_at"] = 0
    session.save()
    answer = client.post(f"/people/{house.wang.pk}/offboard/", {"reason": "调离"})
    assert answer.status_code == 401
    assert fresh(house.wang).is_active


def test_staff_choose_messages_for_a_deputy_and_the_deputy_sees_by_whom(house, client_for, settings):
    settings.NOTICE_CARRIERS = MAIL
    staff, address = client_for(house.staff), f"/messages/choices/{house.deputy.pk}/"
    refused = staff.post(address, {"task.mail": "off", "how": "paper"})
    assert refused.status_code == 422
    assert "扫描件" in text(refused)
    assert not Preference.objects.exists()  # what was chosen falls with it
    answer = staff.post(address, {"task.mail": "off", "how": "paper", "scan": sheet()}, follow=True)
    assert "由许文澜代录" in text(answer)
    assert Preference.objects.get().person == house.deputy
    record = AuditRecord.objects.get(verb="messages.choose", result="ok")
    assert (record.actor, record.detail["acting_for"]) == (house.staff, f"user:{house.deputy.pk}")
    assert "由许文澜代录" in text(client_for(house.deputy).get("/messages/choices/"))
    scan = f"/proxy/scans/{ProxyEntry.objects.get().pk}/"
    for person, status in ((house.deputy, 200), (house.staff, 200), (house.wang, 403), (house.feng, 403)):
        answer = client_for(person).get(scan)
        assert answer.status_code == status, person
    assert "没有改动" in text(staff.post(address, {"task.mail": "off", "how": "phone"}))


def test_staff_of_a_delegation_enter_for_its_deputies_only(house, user_for, client_for):
    """Without a mandate in the delegation, a deputy is out of reach."""
    client = client_for("delegation_staff")
    assert "没有找到代表" in text(client.get("/proxy/"))
    assert client.get(f"/messages/choices/{house.deputy.pk}/").status_code == 403


def test_the_first_page_shows_what_waits_and_nothing_of_ones_own(house, client_for):
    invite(Newcomer("李明", "13800000001", role="editor", ground="办发〔2026〕4号"), by=house.feng)
    ask_restore(house.wang, by=house.feng, reason="看了工作证")
    assert "有 2 件事等您办" in text(client_for(house.head).get("/"))
    assert "现在没有事等您办" in text(client_for(house.feng).get("/"))

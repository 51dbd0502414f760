"""Open work is handed over whole; who leaves for good keeps nothing; who was a deputy keeps the own dossier."""

import pytest
from allauth.idp.oidc.models import Client as OidcClient
from allauth.idp.oidc.models import Token
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from wagtail.models import Page

from foundation.accounts.models import Standing
from foundation.audit.models import AuditRecord
from foundation.life import open_work
from foundation.life.open_work import OpenWork, register_open_work
from foundation.life.services import hand_over, leave_house, reduce_to_former
from foundation.notices.models import Notice
from foundation.rights.may import may
from foundation.rights.models import Grant
from foundation.rights.refusals import Refused
from tests.services.people import with_phone

from .conftest import fresh


@pytest.fixture
def tray(monkeypatch):
    """Papers on desks: person → how many; one kind refuses whoever is called 许文澜."""
    monkeypatch.setattr(open_work, "_kinds", {})
    papers: dict[str, int] = {}

    def move(old, new, by):
        if str(new) == "许文澜":
            raise Refused("许文澜不能接稿件。")
        papers[str(new)] = papers.get(str(new), 0) + papers[str(old)]
        return papers.pop(str(old))

    for key, name in (("draft", "稿件"), ("case", "建议")):
        register_open_work(OpenWork(key, name, lambda person: papers.get(str(person), 0), move))
        break
    return papers


def test_all_of_it_moves_and_both_are_told(house, tray):
    tray["王芳"] = 3
    assert hand_over(house.wang, house.deputy, by=house.feng, reason="岗位调整") == {"稿件": 3}
    assert tray == {"方谷雨": 3}
    told = Notice.objects.filter(template="life.handed_over")
    assert {notice.person for notice in told} == {house.wang, house.deputy}
    record = AuditRecord.objects.get(verb="accounts.handed_over")
    assert record.detail["receiver"] == f"user:{house.deputy.pk}"


@pytest.mark.parametrize("fault", ["refused", "nothing", "gone", "self", "no_reason"])
def test_what_cannot_move_moves_nothing(house, tray, fault):
    tray["王芳"] = 3
    receiver = {"refused": house.staff, "self": house.wang}.get(fault, house.deputy)
    if fault == "nothing":
        tray.clear()
    if fault == "gone":
        type(receiver).objects.filter(pk=receiver.pk).update(is_active=False)
    with pytest.raises(Refused):
        hand_over(house.wang, receiver, by=house.feng, reason="" if fault == "no_reason" else "岗位调整")
    assert tray in ({"王芳": 3}, {})
    assert not AuditRecord.objects.filter(verb="accounts.handed_over").exists()


def test_nobody_leaves_with_work_on_the_desk(house, tray):
    tray["王芳"] = 1
    with pytest.raises(Refused, match=r"稿件 1 项.*先移交"):
        leave_house(house.wang, by=house.feng, reason="调离")
    hand_over(house.wang, house.deputy, by=house.feng, reason="调离")
    assert leave_house(house.wang, by=house.feng, reason="调离").standing == Standing.LEFT


def test_nothing_of_who_left_opens_a_door_any_more(house, tray, client_for):
    with_phone(house.wang)
    client = client_for(house.wang)
    assert client.get("/me/").status_code == 200
    Token.objects.create(
        user=house.wang, client=OidcClient.objects.create(id="x", owner=house.feng), hash="y", type="ia"
    )
    leave_house(house.wang, by=house.feng, reason="调离，组〔2026〕5号")
    left = fresh(house.wang)
    assert (left.is_active, left.phone, left.has_usable_password()) == (False, None, False)
    assert client.get("/me/").status_code == 302
    assert not left.groups.exists()
    assert not Grant.objects.in_force().filter(person=left).exists()
    for model in (Authenticator, UserSession, Token):
        assert not model.objects.filter(user=left).exists(), model
    with pytest.raises(Refused, match="已经离开"):
        leave_house(house.wang, by=house.feng, reason="再一次")


def test_nobody_leaves_by_their_own_hand(house, tray):
    with pytest.raises(Refused, match="另一位"):
        leave_house(house.feng, by=house.feng, reason="退休")


def test_the_last_administrator_of_a_kind_stays_until_there_is_another(house, tray, user_for):
    auditor = user_for("audit_admin", display_name="严清白")
    with pytest.raises(Refused, match="唯一在岗的审计管理员"):
        leave_house(auditor, by=house.feng, reason="退休")
    user_for("audit_admin")
    assert not leave_house(auditor, by=house.feng, reason="退休").is_active


def test_a_former_deputy_keeps_the_own_dossier_and_nothing_to_do(house):
    ground = "第十七届第1号公告"
    assert reduce_to_former(house.deputy, by=house.staff, ground=ground)
    former = fresh(house.deputy)
    assert [role.key for role in former.roles] == ["former_deputy"]
    assert may(former, "deputies.read")
    assert may(former, "suggestions.read")
    assert not may(former, "suggestions.write")
    assert not may(former, "deputies.edit_own")
    assert former.is_active
    assert not reduce_to_former(house.deputy, by=house.staff, ground=ground)  # again: nothing to do
    assert Grant.objects.filter(person=former, role="former_deputy").count() == 1


def test_staff_who_were_deputies_too_keep_their_work(house):
    house.hold(house.deputy, "law_staff")
    reduce_to_former(house.deputy, by=None, ground="换届")
    assert {role.key for role in fresh(house.deputy).roles} == {"law_staff", "former_deputy"}


def test_texts_that_were_never_published_go_to_a_colleague_who_may_write(house):
    home = Page.objects.filter(depth=2).first()
    draft = home.add_child(instance=Page(title="没写完的稿件", live=False, owner=house.wang))
    with pytest.raises(Refused, match="不能写稿"):
        hand_over(house.wang, house.deputy, by=house.feng, reason="调离")
    house.hold(house.deputy, "editor")
    assert hand_over(house.wang, fresh(house.deputy), by=house.feng, reason="调离") == {"未发布的稿件": 1}
    assert Page.objects.get(pk=draft.pk).owner == house.deputy

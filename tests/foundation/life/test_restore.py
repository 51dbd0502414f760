"""Phone and recovery codes lost: nothing happens before a second person agrees, then only the link opens the door."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied

from foundation.audit.models import AuditRecord
from foundation.life.models import Restore
from foundation.life.services import activate, approve_restore, ask_restore, refuse_restore
from foundation.notices.models import Notice
from foundation.rights.refusals import Refused
from tests.services.people import PASSWORD, with_phone

from .conftest import GOOD, code_for, fresh


@pytest.fixture
def asked(house):
    with_phone(house.deputy)
    return ask_restore(house.deputy, by=house.feng, reason="当面看了代表证")


def test_asking_resets_nothing_and_tells_those_who_may_agree(house, asked):
    assert Authenticator.objects.filter(user=house.deputy).exists()
    told = Notice.objects.filter(template="life.restore_asked")
    assert {notice.person for notice in told} == {house.shi, house.head}


def test_after_the_second_person_only_the_link_opens_the_door(house, asked, client_for):
    client = client_for(house.deputy)
    approve_restore(asked, by=house.head, decision="属实")
    assert not Authenticator.objects.filter(user=house.deputy).exists()
    assert client.get("/me/").status_code == 302
    assert not fresh(house.deputy).check_password(PASSWORD)
    activate(code_for(house.deputy), GOOD)
    assert fresh(house.deputy).check_password(GOOD)
    assert AuditRecord.objects.get(verb="accounts.restored").actor == house.head


def test_who_asked_cannot_agree_nor_can_the_person(house, asked):
    for by in (house.feng, house.deputy, house.staff):
        with pytest.raises((Refused, PermissionDenied)):
            approve_restore(asked, by=by)
    assert Authenticator.objects.filter(user=house.deputy).exists()


def test_a_refusal_needs_a_reason_and_is_told_to_who_asked(house, asked):
    with pytest.raises(Refused, match="理由"):
        refuse_restore(asked, by=house.shi, decision=" ")
    refuse_restore(asked, by=house.shi, decision="电话里对不上")
    assert Notice.objects.get(template="life.restore_refused").person == house.feng
    assert Authenticator.objects.filter(user=house.deputy).exists()
    with pytest.raises(Refused, match="不用再办"):
        approve_restore(asked, by=house.head)


def test_one_at_a_time_with_a_reason_and_never_for_oneself(house, asked):
    with pytest.raises(Refused, match="已经有一项"):
        ask_restore(house.deputy, by=house.shi, reason="又来")
    with pytest.raises(Refused, match="核对"):
        ask_restore(house.wang, by=house.shi, reason="")
    with pytest.raises(Refused, match="另一位"):
        ask_restore(house.shi, by=house.shi, reason="我自己")
    assert Restore.objects.count() == 1

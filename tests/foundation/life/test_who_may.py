"""Every verb on accounts × every role: who may, may; everybody else is refused and leaves nothing behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from foundation.accounts.models import Standing, User
from foundation.accounts.roles import ROLES
from foundation.life import open_work, services
from foundation.life.models import Event
from foundation.life.open_work import OpenWork, register_open_work

KEEPER = {"security_admin"}
SECOND = {"security_admin", "office_head"}


def _leave(h, by):
    day = localdate() + timedelta(1)
    return services.record_leave(h.wang, h.staff, since=day, until=day, reason="年休假", by=by)[0]


def _sleeping(h, by):
    User.objects.filter(pk=h.wang.pk).update(is_active=False, standing=Standing.DORMANT)
    return services.reactivate(h.wang, by=by, reason="核对了工作证")


def _asked(h):
    return services.ask_restore(h.wang, by=h.feng, reason="核对了工作证")


VERBS = {
    "leave": (KEEPER, _leave),
    "end_leave": (KEEPER, lambda h, by: services.end_leave(_leave(h, h.feng), by=by)),
    "hand_over": (KEEPER, lambda h, by: services.hand_over(h.wang, h.staff, by=by, reason="岗位调整")),
    "reactivate": (KEEPER, _sleeping),
    "leave_house": (KEEPER, lambda h, by: services.leave_house(h.deputy, by=by, reason="调离")),
    "ask_restore": (KEEPER, lambda h, by: services.ask_restore(h.wang, by=by, reason="核对了工作证")),
    "approve_restore": (SECOND, lambda h, by: services.approve_restore(_asked(h), by=by)),
    "refuse_restore": (SECOND, lambda h, by: services.refuse_restore(_asked(h), by=by, decision="不像本人")),
    "reduce": ({"congress_staff"}, lambda h, by: services.reduce_to_former(h.deputy, by=by, ground="换届")),
    "enter_for": (
        {"congress_staff"},
        lambda h, by: services.enter_for(h.deputy, by=by, verb="messages.choose", obj=h.deputy, how="phone"),
    ),
}


@pytest.fixture
def one_paper(monkeypatch):
    monkeypatch.setattr(open_work, "_kinds", {})
    register_open_work(
        OpenWork("paper", "稿件", lambda person: int(str(person) == "王芳"), lambda old, new, by: 1)
    )


@pytest.mark.parametrize("verb", VERBS)
def test_exactly_these_roles_may(house, user_for, one_paper, verb):
    from django.db import transaction

    allowed, act = VERBS[verb]
    for role in ROLES:
        by = user_for(role.key)
        with transaction.atomic():
            if role.key in allowed:
                assert act(house, by), role.key
            else:
                before = Event.objects.filter(by=by).count()
                with pytest.raises(PermissionDenied):
                    act(house, by)
                assert Event.objects.filter(by=by).count() == before, role.key
            transaction.set_rollback(True)

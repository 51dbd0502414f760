"""What waits for whom, the most urgent first."""

from datetime import date

import pytest

from foundation.life.open_work import open_work_of
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.hand_over import OPEN_HANDLINGS
from portal_apps.motions.queues import BY_KEY, QUEUES

pytestmark = pytest.mark.django_db


def lines(key, person):
    return [(row.pk, row.due_day, row.lamp) for row in BY_KEY[key].for_user(person)]


def test_a_unit_sees_its_own_by_the_last_day_with_red_and_amber(house, moment):
    late = house.signed_for()
    moment("2026-07-30 09:00+08:00")
    new = house.signed_for()
    house.assigned(do.Place(house.union))
    moment("2026-08-12 09:00+08:00")
    handler = house.person("unit_handler")
    assert lines("reply", handler) == [
        (late.pk, date(2026, 8, 11), "red"),
        (new.pk, date(2026, 10, 30), "green"),
    ]
    assert lines("reply", house.staff) == []
    moment("2026-10-26 09:00+08:00")
    assert lines("reply", handler)[1][2] == "amber"


def test_each_step_moves_the_item_to_the_queue_of_the_next(house):
    handler, head = house.person("unit_handler"), house.person("unit_head")
    other = house.deputies(2)[1].person.account
    item = do.invite(house.draft(), by=house.lead, deputies=house.deputies(2)[1:])
    assert [len(lines(*one)) for one in (("drafts", house.lead), ("cosign", other))] == [1, 1]
    item = do.submit(do.cosign(item, by=other), by=house.lead)
    assert lines("review", house.staff) == [(item.pk, date(2026, 5, 25), "green")]
    handling = house.handling(house_assign(house, do.accept(item, by=house.staff)))
    assert len(lines("sign_for", handler)) == 1
    handling = house.drafted(house.contacted(handling))
    assert len(lines("sign_reply", head)) == 1
    handling = house.replied(handling)
    assert lines("evaluate", house.lead) == [(handling.pk, date(2026, 5, 25), "green")]
    assert lines("evaluate", other) == []
    house.judged(handling)
    assert [row[0] for row in lines("close", house.staff)] == [item.pk]


def house_assign(house, item):
    item = do.propose_units(item, by=house.staff, units=[do.Place(house.court)])
    return do.assign(item, by=house.staff)


def test_no_queue_opens_for_who_may_not(house):
    house.replied(house.promised(house.contacted()))
    auditor = house.person("audit_admin")
    assert not any(queue.for_user(auditor).exists() for queue in QUEUES)


def test_open_handlings_go_to_a_colleague_of_the_same_unit_only(house):
    from .house import grant, make_user

    house.signed_for()
    handler, stranger = house.person("unit_handler"), house.at(house.union)
    assert [(kind.key, count) for kind, count in open_work_of(handler) if kind is OPEN_HANDLINGS] == [
        ("motions.handlings", 1)
    ]
    with pytest.raises(Refused):
        OPEN_HANDLINGS.move(handler, stranger, house.staff)
    colleague = grant(make_user("unit_handler"), "unit_handler", house.court.key)
    assert OPEN_HANDLINGS.move(handler, colleague, house.staff) == 1
    assert OPEN_HANDLINGS.count(colleague) == 1

"""Receipts that the gateway brings to our door: they settle a copy once, and only who knows the address brings any."""

import pytest

from foundation.audit.models import AuditRecord
from foundation.notices.models import Delivery, Notice
from tests.emulators.server import Server
from tests.emulators.tencent import TencentGateway

TOKEN = "receipts-of-this-house-0123456789abcdef"
DOOR = f"/messages/receipts/{TOKEN}/"


@pytest.fixture
def door(settings, gateway, morning, client):
    """`door()` brings what the emulator has to report; the answer of our side."""
    settings.SMS_RECEIPT_TOKEN = TOKEN

    def push(address=DOOR, rows=None):
        rows = [gateway.report(sms) for sms in gateway.taken] if rows is None else rows
        return client.post(address, rows, content_type="application/json")

    return push


@pytest.fixture
def sent(gateway, morning, say, work):
    row = say()
    work()
    return row


@pytest.fixture
def tencent(settings):
    with Server(TencentGateway()) as emulator:
        options = {"key": emulator.key, "secret": emulator.secret, "sign_name": emulator.sign_name}
        options |= {"app_id": emulator.app_id, "templates": {"default": "9"}, "url": emulator.url}
        backend = "foundation.notices.carriers.tencent.TencentSms"
        settings.NOTICE_CARRIERS = {"sms": {"BACKEND": backend, "OPTIONS": options}}
        yield emulator


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("service", ["gateway", "tencent"])
def test_a_gateway_brings_receipts_over_the_wire_and_hears_what_it_wants(
    service, request, settings, live_server, morning, say, work, now_is
):
    emulator = request.getfixturevalue(service)
    settings.SMS_RECEIPT_TOKEN = TOKEN
    arrived, lost = say(), say(name="建议第 13 号", key="2")
    work()
    emulator.receipt()
    emulator.taken[1].status, emulator.taken[1].code = "failed", "MK:1008"
    thanks = {"gateway": {"code": 0, "msg": "接收成功"}, "tencent": {"result": 0, "errmsg": "OK"}}[service]
    assert emulator.push(live_server.url + DOOR) == (200, thanks)
    assert now_is(arrived, "delivered").settled_at
    assert "黑名单" in now_is(lost, "failed").reason
    assert emulator.push(live_server.url + DOOR) == (200, thanks)  # the same again changes nothing
    assert [row.history.filter(kind="receipt").count() for row in (arrived, lost)] == [1, 1]
    told = (
        AuditRecord.objects.filter(verb="messages.receipts")
        .values_list("detail", flat=True)
        .order_by("sequence")
    )
    assert told[0] == {"reports": 2, "taken": 2}
    assert emulator.push(live_server.url + DOOR.replace("0", "1"))[0] == 403


@pytest.mark.django_db
def test_a_failure_is_told_to_whoever_caused_the_message_and_shown_with_its_reason(
    door, gateway, say, work, now_is, client_for, user_for
):
    staff = user_for("congress_staff")
    row = say(by=staff)
    work()
    gateway.receipt("failed", "UNDELIV")
    assert door().status_code == 200
    assert now_is(row, "failed").reason == "手机关机、停机或不在服务区"
    assert Notice.objects.filter(person=staff, template="messages.failed").count() == 1
    page = client_for(staff).get(f"/messages/outbox/{row.pk}/").content.decode()
    assert ("收到回执" in page, "手机关机、停机或不在服务区" in page) == (True, True)


@pytest.mark.django_db
def test_a_receipt_settles_a_lost_answer_and_one_that_comes_late(door, gateway, say, work, now_is):
    gateway.faults.append("after")
    lost, held = say(), say(key="2")
    work()
    now_is(lost, "unknown")
    Delivery.objects.filter(pk=held.pk).move("hold", due_at=None)
    gateway.receipt()
    door()
    now_is(lost, "delivered")
    now_is(held, "delivered")


@pytest.mark.django_db
def test_what_is_settled_stays_and_what_is_not_ours_is_passed_over(door, sent, gateway, now_is):
    gateway.receipt()
    strange = {**gateway.report(gateway.taken[0]), "phone_number": "13900000000"}
    assert door(rows=[strange, {**strange, "out_id": "", "biz_id": ""}]).status_code == 200
    now_is(sent, "accepted")
    door()
    gateway.receipt("failed", "UNDELIV")
    door()
    now_is(sent, "delivered")


@pytest.mark.django_db
@pytest.mark.parametrize("body", [{"not": "a list"}, ["no object"], [None]])
def test_what_cannot_be_understood_is_refused_and_changes_nothing(door, sent, now_is, body):
    assert door(rows=body).status_code == 400
    now_is(sent, "accepted")


@pytest.mark.django_db
def test_the_door_is_closed_to_strangers_and_where_it_is_not_set_up(door, sent, settings):
    assert door("/messages/receipts/guessed/").status_code == 403
    refused = AuditRecord.objects.latest("sequence")
    assert (refused.result, TOKEN in str(vars(refused))) == ("refused", False)
    settings.SMS_RECEIPT_TOKEN = ""
    assert door("/messages/receipts/x/").status_code == 404

"""The board: staff see every copy without its content, senders their own, and only staff act, with a reason."""

import pytest

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.notices.models import Delivery

STAFF = {"congress_staff", "system_admin"}
KEYS = [role.key for role in ROLES]
TITLE = "建议第 12 号"


@pytest.mark.parametrize("role", KEYS)
def test_every_role_sees_all_or_only_what_it_caused(client_for, copies, role):
    client = client_for(role)
    page = client.get("/messages/outbox/")
    assert page.context["page"].paginator.count == (len(copies) if role in STAFF else 0)
    assert client.get(f"/messages/outbox/{copies['failed'].pk}/").status_code == (
        200 if role in STAFF else 404
    )


@pytest.mark.parametrize("role", KEYS)
def test_only_staff_send_again(client_for, copies, role):
    row, client = copies["failed"], client_for(role)
    one = client.post(f"/messages/outbox/{row.pk}/", {"do": "resend", "reason": "换了卡"})
    row.refresh_from_db()
    assert (row.state == "ready") == (role in STAFF)
    many = client.post(
        "/messages/outbox/act/", {"do": "confirm", "id": copies["held"].pk, "reason": "打过电话"}
    )
    copies["held"].refresh_from_db()
    assert (copies["held"].state == "delivered") == (role in STAFF)
    assert (one.status_code, many.status_code) == ((302, 302) if role in STAFF else (404, 403))


def test_the_sender_sees_state_and_reason_but_may_not_act(client_for, copies):
    client = client_for(copies["failed"].by)
    page = client.get(f"/messages/outbox/{copies['failed'].pk}/").content.decode()
    assert "黑名单" in page
    assert "MOBILE_IN_BLACK" in page
    assert "重发" not in page
    answer = client.post(f"/messages/outbox/{copies['failed'].pk}/", {"do": "resend", "reason": "再试"})
    assert answer.status_code == 403


def test_no_screen_shows_a_text_or_a_whole_number(client_for, copies):
    client = client_for("system_admin")
    addresses = ["/messages/outbox/", *(f"/messages/outbox/{row.pk}/" for row in copies.values())]
    for address in addresses:
        page = client.get(address).content.decode()
        assert TITLE not in page
        assert "13800000042" not in page
    assert "138****0042" in client.get("/messages/outbox/").content.decode()


@pytest.mark.parametrize(
    ("query", "states"),
    [
        ("state=trouble", {"failed", "held"}),
        ("state=ready", {"ready"}),
        ("q=王芳&state=failed", {"failed"}),
        ("q=李雷", set()),
        ("carrier=mail", set()),
        ("carrier=sms&kind=task&state=held", {"held"}),
        ("since=2000-01-01&until=2000-01-02", set()),
        ("since=someday&state=held", {"held"}),
    ],
)
def test_copies_are_found_by_state_person_carrier_kind_and_day(client_for, copies, query, states):
    page = client_for("congress_staff").get(f"/messages/outbox/?{query}").context["page"]
    assert {row.state for row in page} == states


def test_what_needs_a_person_is_counted(client_for, copies):
    states = {
        key: count
        for key, _, count, _ in client_for("congress_staff").get("/messages/outbox/").context["states"]
    }
    assert (states["trouble"], states[""], states["delivered"]) == (2, len(copies), 1)


@pytest.mark.parametrize(
    ("verb", "begins", "ends"),
    [
        ("resend", {"failed", "held"}, "ready"),
        ("confirm", {"held"}, "delivered"),
        ("give_up", {"held", "ready", "collecting"}, "cancelled"),
    ],
)
def test_each_verb_fits_some_states_and_leaves_a_trace(client_for, copies, verb, begins, ends):
    client = client_for("congress_staff")
    for state, row in copies.items():
        client.post(f"/messages/outbox/{row.pk}/", {"do": verb, "reason": "打过电话"})
        row.refresh_from_db()
        assert row.state == (ends if state in begins else state)
    traces = AuditRecord.objects.filter(verb=f"messages.{verb}")
    assert {trace.object_key for trace in traces} == {f"message_copy:{copies[state].pk}" for state in begins}
    for trace in traces:
        assert trace.detail == {"reason": "打过电话"}


def test_nothing_is_done_without_a_reason(client_for, copies):
    client = client_for("congress_staff")
    answer = client.post(
        f"/messages/outbox/{copies['failed'].pk}/", {"do": "resend", "reason": " "}, follow=True
    )
    assert "请写明理由" in answer.content.decode()
    assert Delivery.objects.get(pk=copies["failed"].pk).state == "failed"


def test_many_are_sent_again_at_once_and_those_that_changed_are_named(client_for, copies):
    ids = [copies[state].pk for state in ("failed", "held", "delivered")]
    answer = client_for("congress_staff").post(
        "/messages/outbox/act/",
        {"do": "resend", "id": ids, "reason": "充值了", "state": "trouble"},
        follow=True,
    )
    page = answer.content.decode()
    assert "2 条：已排队重发" in page
    assert "状态已经变了" in page
    assert answer.redirect_chain[0][0] == "/messages/outbox/?state=trouble"
    empty = client_for("congress_staff").post("/messages/outbox/act/", {"do": "resend"}, follow=True)
    assert "先勾选" in empty.content.decode()


def test_the_board_asks_few_questions_however_long_it_is(client_for, copies, django_assert_max_num_queries):
    row = copies["failed"]
    Delivery.objects.bulk_create(
        Delivery(person=row.person, by=row.by, carrier="sms", kind="task", state="delivered")
        for _ in range(120)
    )
    client = client_for("congress_staff")
    client.get("/messages/outbox/")  # what waits behind the doors is known for some seconds
    with django_assert_max_num_queries(12):
        client.get("/messages/outbox/?page=2")

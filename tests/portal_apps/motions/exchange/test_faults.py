"""Both systems at once over real sockets, while lines break, answers get lost and the other side is killed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils.timezone import localdate

from portal_apps.motions import services as do
from portal_apps.motions.exchange import sending, wire
from portal_apps.motions.exchange.models import Incoming, Outgoing, Peer
from portal_apps.motions.exchange.reconciling import reconcile
from portal_apps.motions.models import Event
from tests.emulators.government.office import Office
from tests.portal_apps.motions.house import House

ITEMS, ROUNDS = 8, 6


@pytest.fixture
def rough(live_server, city, connected, tmp_path, decided, monkeypatch):
    """A line on which every third call goes wrong in some way."""
    decided("login.token_calls", 100_000)
    decided("exchange.attempts", 50)
    monkeypatch.setattr(sending, "FIRST", 0.01)
    monkeypatch.setattr(sending, "LONGEST", 0.05)
    monkeypatch.setattr(wire, "TIMEOUT", 0.5)
    with Office(tmp_path, faults=0.35, seed=7) as office:
        office.late = 0.8
        yield connected(House(city), office, live_server.url)


def _talk(day: str, number: int) -> dict:
    return {"form": "phone", "on": day, "notes": f"第{number}次"}


def _send_all(line) -> None:
    """As the worker does, again and again."""
    try:
        while Outgoing.objects.filter(peer=line.peer).unsettled().exists():
            line.flush()
    finally:
        connections.close_all()


def _answer_all(line, handlings) -> None:
    """As the office does: it signs, then speaks with the deputy, again and again; in between it is killed."""
    day = localdate().isoformat()
    for number in range(ROUNDS + 1):
        for handling in handlings:
            kind, body = ("first_contact", _talk(day, number)) if number else ("signed_for", {})
            line.office.book.say(handling.pk, kind, body, "市交通局")
        line.office.send(200)
        if number % 3 == 1:
            line.office.restart()


def test_hundreds_of_messages_both_ways_lose_nothing_and_double_nothing(rough):
    line = rough
    handlings = [line.assigned() for _ in range(ITEMS)]
    _send_all(line)
    for number in range(ROUNDS):
        for handling in handlings:
            do.urge(handling, by=line.house.staff, words=f"第{number}次")
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda work: work(), (lambda: _send_all(line), lambda: _answer_all(line, handlings))))
    line.office.faults = 0
    line.office.send()
    _told_once(line, handlings)
    _done_once(line, handlings)
    _send_all(line)
    assert reconcile(Peer.objects.get()).differences == []


def _told_once(line, handlings) -> None:
    assert Outgoing.objects.exclude(state="accepted").count() == 0
    for handling in handlings:
        rows = line.office.book.rows(
            "SELECT sequence, kind FROM taken WHERE item = ? ORDER BY sequence", str(handling.item.uid)
        )
        assert rows == [(1, "assigned"), *((number + 2, "urged") for number in range(ROUNDS))]


def _done_once(line, handlings) -> None:
    assert Incoming.objects.exclude(accepted=True).count() == 0
    assert line.office.book.rows("SELECT count(*) FROM sent WHERE answer IS NULL") == [(0,)]
    for handling in handlings:
        notes = list(handling.contacts.order_by("pk").values_list("notes", flat=True))
        assert notes == [f"第{number}次" for number in range(1, ROUNDS + 1)]
        assert Event.objects.filter(handling=handling, verb="sign_for").count() == 1


def test_who_lost_messages_asks_and_gets_them_again_in_order(line):
    handling = line.assigned()
    do.urge(handling, by=line.house.staff, words="一")
    line.flush()
    line.office.book.rows("DELETE FROM taken")  # put back from an old backup
    do.urge(handling, by=line.house.staff, words="二")
    while line.flush():
        pass
    assert line.told() == ["assigned", "urged", "urged"]


def test_what_is_refused_or_stuck_waits_for_people_and_goes_again(line, decided):
    from portal_apps.motions.exchange.services import resend

    decided("exchange.attempts", 2)
    handling = line.assigned()
    do.urge(handling, by=line.house.staff, words="一")
    line.office.faults, line.office.chance.choice = 1.0, lambda kinds: "error"
    line.flush()
    line.flush()
    stuck = Outgoing.objects.get(state="dead")
    assert (stuck.kind, "broken" in stuck.reason) == ("assigned", True)
    assert line.house.staff.notices.filter(template="exchange.stuck").exists()
    line.office.faults = 0
    assert line.flush() == 0  # what comes behind it waits
    resend(stuck, by=line.house.staff)
    assert line.flush() == 2
    assert line.told() == ["assigned", "urged"]


def test_nobody_there_costs_a_message_nothing(line, decided):
    decided("exchange.attempts", 1)
    line.assigned()
    line.office.stop()
    for _ in range(3):
        line.flush()
    assert Outgoing.objects.get().state == "waiting"
    peer = Peer.objects.get()
    assert peer.failures == 3
    assert peer.last_error.startswith("连不上对方")
    line.office.start()
    assert line.flush() == 1
    assert timedelta(0) < sending.pause(3) <= timedelta(seconds=20)

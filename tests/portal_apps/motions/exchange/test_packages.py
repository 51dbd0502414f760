"""Networks that do not meet: packages carried by hand, sometimes twice, sometimes in the wrong order, sometimes not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from foundation.jobs.services import run_waiting
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.exchange.batches.jobs import ask_export, hand_in
from portal_apps.motions.exchange.models import Batch, Incoming, Outgoing, Peer, Reconciliation
from portal_apps.motions.models import Event
from tests.emulators.government.packages import Packages

ROUNDS = 3


@pytest.fixture
def disc(line):
    """The same office without a line."""
    Peer.objects.update(channel="files")
    line.peer.refresh_from_db()
    line.packages = Packages(line.office.book, line.office.pen, line.peer.box_key)
    return line


def out(line) -> bytes:
    batch = ask_export(line.peer, by=line.house.staff)
    run_waiting()
    batch.refresh_from_db()
    return batch.file.open("rb").read()


def into(line, package: bytes) -> Batch:
    batch = hand_in(line.peer, SimpleUploadedFile("x.spcx", package), by=line.house.staff)
    run_waiting()
    batch.refresh_from_db()
    return batch


def test_messages_and_answers_go_both_ways_and_repeats_do_nothing(disc):
    handlings = [disc.assigned() for _ in range(4)]
    first = out(disc)
    assert disc.packages.take(first)["number"] == 1
    for number in range(ROUNDS):
        for handling in handlings:
            said = {"form": "phone", "on": localdate().isoformat(), "notes": f"第{number}次"}
            disc.office.book.say(handling.pk, *(("first_contact", said) if number else ("signed_for",)))
            do.urge(handling, by=disc.house.staff, words=f"第{number}次")
        theirs = disc.packages.make()
        assert into(disc, theirs).state == Batch.State.DONE
        again = into(disc, theirs)
        assert (again.state, "以前" in again.note or "导入过" in again.note) == (Batch.State.REFUSED, True)
        disc.packages.take(out(disc))
    into(disc, disc.packages.make())
    assert not Outgoing.objects.exclude(state="accepted").exists()
    assert Event.objects.filter(verb="contact").count() == len(handlings) * (ROUNDS - 1)
    assert not disc.office.book.rows("SELECT id FROM sent WHERE answer IS NULL")
    assert Reconciliation.objects.first().differences == []
    assert Batch.objects.filter(outward=True, state=Batch.State.RECEIVED).count() == ROUNDS + 1


def test_a_package_that_is_missing_is_asked_for_and_nothing_of_the_next_one_is_done(disc):
    handling = disc.assigned()
    disc.packages.take(out(disc))
    disc.office.book.say(handling.pk, "signed_for")
    lost, later = disc.packages.make(), disc.packages.make()
    refused = into(disc, later)
    assert (refused.state, refused.note) == (
        Batch.State.REFUSED,
        "缺第 1 包。请先向对方要来导入，再导入这一包。",
    )
    assert not Incoming.objects.exists()
    assert into(disc, lost).state == into(disc, later).state == Batch.State.DONE
    assert Event.objects.filter(verb="sign_for").count() == 1


def test_what_was_changed_cut_or_made_for_others_is_not_read(disc):
    disc.packages.take(out(disc))
    package = disc.packages.make()
    for spoilt in (package[:-20], package.replace(b'"number":1', b'"number":2')):
        assert "打不开" in into(disc, spoilt).note
    with pytest.raises(Refused, match="不是对接数据包"):
        into(disc, b"PK\x03\x04")
    assert "望河大桥".encode() not in out(disc)
    disc.office.pen.key = Packages(disc.office.book, type(disc.office.pen)(), "").pen.key
    assert "签名" in into(disc, disc.packages.make()).note

"""The screens of the exchange: what staff see and press, and how they read in Chromium."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.accounts.models import User
from foundation.jobs.services import run_waiting
from portal_apps.motions import services as do
from portal_apps.motions.exchange.models import Key, Outgoing, Peer
from portal_apps.motions.exchange.reconciling import reconcile
from tests.emulators.government.office import Office
from tests.portal_apps.motions.house import House
from tests.services.browser import DESKTOP, PHONE
from tests.services.people import make_user
from tests.services.reading import axe_faults, fits, keep_picture


@pytest.fixture
def proved(monkeypatch):
    """Who sits there was asked a moment ago."""
    monkeypatch.setattr("foundation.accounts.dangerous.proved_recently", lambda request: True)


def _seen(client, address: str) -> str:
    return client.get(address).content.decode()


def test_staff_see_what_is_stuck_and_why_and_send_it_again(line, client_for):
    handling = line.assigned()
    line.office.faults, line.office.chance.choice = 1.0, lambda kinds: "error"
    Outgoing.objects.update(attempts=11)
    line.flush()
    staff, page = client_for(line.house.staff), f"/motions/exchange/{line.peer.pk}/"
    shown = _seen(staff, page)
    assert "broken：内部错误" in shown
    assert "有消息要处理" in _seen(staff, "/motions/exchange/")
    line.office.faults = 0
    staff.post(f"{page}resend/{Outgoing.objects.get().pk}/")
    line.flush()
    assert line.told() == ["assigned"]
    assert "没有要人工处理的" in _seen(staff, f"{page}?tab=stuck")
    assert handling.item.title in _seen(staff, f"{page}?tab=sent")


def test_paused_nothing_goes_and_nothing_is_taken_until_it_goes_on(line, client_for):
    handling = line.assigned()
    line.flush()
    staff, page = client_for(line.house.staff), f"/motions/exchange/{line.peer.pk}/"
    staff.post(f"{page}act/", {"do": "pause"})
    do.urge(handling, by=line.house.staff, words="急")
    assert line.flush() == 0
    line.office.book.say(handling.pk, "signed_for")
    line.office.send(1)
    assert line.office.book.waiting()
    staff.post(f"{page}act/", {"do": "resume"})
    line.flush()
    line.office.send(1)
    assert line.told() == ["assigned", "urged"]
    assert not line.office.book.waiting()


def test_what_was_assigned_before_the_connection_is_told_on_request(line, client_for):
    handling = line.assigned()
    Outgoing.objects.all().delete()
    staff = client_for(line.house.staff)
    staff.post(f"/motions/exchange/{line.peer.pk}/act/", {"do": "introduce"})
    line.flush()
    assert line.told() == ["assigned"]
    do.dispatch(handling, by=line.house.person("government_office"))
    assert reconcile(line.peer).differences[0]["what"] == "状态"


def test_a_security_administrator_connects_an_office_and_changes_keys(house, client_for, proved):
    admin = client_for("security_admin")
    said = {"office": house.office.pk, "code": "gov", "our_code": "congress", "channel": "https"}
    assert "联网方式要填对方地址" in admin.post("/motions/exchange/connect/", said).content.decode()
    admin.post(
        "/motions/exchange/connect/", {**said, "url": "https://gov.example/exchange/v1", "secret": "geheim"}
    )
    peer = Peer.objects.get()
    assert (peer.secret, peer.identity.has_usable_password()) == ("geheim", False)
    page = f"/motions/exchange/{peer.pk}/setup/"
    shown = _seen(admin, page)
    assert "缺“政府办公厅”这个角色" in shown
    assert "geheim" not in shown
    keys = f"/motions/exchange/{peer.pk}/keys/"
    old = peer.own_key
    admin.post(keys, {"do": "renew"})
    assert peer.own_key.pk != old.pk
    assert Key.objects.good().filter(ours=True).count() == 2
    admin.post(keys, {"do": "end", "key": old.pk})
    assert Key.objects.good().filter(ours=True).count() == 1
    admin.post(keys, {"do": "trust", "public": "no key"})
    assert "这不是 Ed25519 公钥" in _seen(admin, page)
    assert peer.box_key in admin.post(keys, {"do": "box"}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_every_screen_reads_well_on_a_desk_and_on_a_phone(
    live_server, city, connected, tmp_path, new_page, log_in
):
    with Office(tmp_path) as office:
        line = connected(House(city), office, live_server.url)
        handling = line.assigned()
        do.urge(handling, by=line.house.staff, words="请抓紧")
        line.flush()
        line.say(handling, "first_contact", {"form": "talk", "on": "2026-05-11", "notes": "谈了"})
        stuck = line.assigned()
        Outgoing.objects.filter(handling=stuck).update(
            state="dead", reason="schema：标题最多 60 字（/body/title）"
        )
        do.dispatch(handling, by=line.house.person("government_office"))
        reconcile(line.peer)
    people = {
        line.house.staff: (
            "",
            f"{line.peer.pk}/",
            f"{line.peer.pk}/?tab=received",
            f"{line.peer.pk}/packages/",
        ),
        make_user("security_admin"): ("connect/", f"{line.peer.pk}/setup/"),
    }
    for viewport in (DESKTOP, PHONE):
        for person, addresses in people.items():
            _look(new_page(viewport=viewport), person, addresses, log_in, live_server.url)


def _look(page, person: User, addresses: tuple[str, ...], log_in, url: str) -> None:
    log_in(page, person, url)
    for address in addresses:
        page.goto(f"{url}/motions/exchange/{address}")
        name = f"exchange-{address.strip('/').replace('/', '-').replace('?', '-') or 'index'}"
        keep_picture(page, f"{name}-{page.viewport_size['width']}")
        assert axe_faults(page, "body") == [], name
        assert fits(page), name


def test_a_package_is_made_fetched_and_handed_in_on_the_screen(line, client_for):
    Peer.objects.update(channel="files")
    line.assigned()
    staff, page = client_for(line.house.staff), f"/motions/exchange/{line.peer.pk}/packages/"
    assert "有 1 条消息" in _seen(staff, page)
    staff.post(page, {"do": "export"})
    assert "正在生成" in _seen(staff, page)
    run_waiting()
    batch = line.peer.batches.get()
    package = b"".join(staff.get(f"{page}{batch.pk}/").streaming_content)
    assert package.startswith(b"SPCX1\n")
    staff.post(page, {"do": "import", "package": SimpleUploadedFile("x.spcx", package)})
    run_waiting()
    assert "没有导入" in _seen(staff, page)
    assert (
        "这不是对接数据包"
        in staff.post(page, {"package": SimpleUploadedFile("x.zip", b"PK")}).content.decode()
    )

"""The house with a government that has its own system."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.accounts.models import ServiceToken, User
from foundation.accounts.tokens import PREFIX, digest_of
from portal_apps.motions import services as do
from portal_apps.motions.exchange import sending
from portal_apps.motions.exchange.models import Outgoing, Peer
from portal_apps.motions.exchange.services import connect, trust_key
from portal_apps.motions.models import Handling
from tests.emulators.government.office import Office
from tests.portal_apps.deputies.conftest import city
from tests.portal_apps.motions.conftest import house
from tests.portal_apps.motions.house import House, grant
from tests.services.people import make_user, role_group

__all__ = ["city", "house"]
SECRET = f"{PREFIX}test-token-of-the-office"


@dataclass
class Line:
    """A house and an office that know each other."""

    house: House
    peer: Peer
    office: Office

    def assigned(self, **about) -> Handling:
        """To the department of transport, below the connected office."""
        item = self.house.assigned(do.Place(self.house.transport), **about)
        return item.handlings.get(unit=self.house.transport)

    def flush(self) -> int:
        """Send what waits, whatever pause is on."""
        self.peer.refresh_from_db()
        Peer.objects.filter(pk=self.peer.pk).update(quiet_until=timezone.now())
        Outgoing.objects.filter(peer=self.peer, state="waiting").update(next_at=timezone.now())
        return sending.send_due(Peer.objects.get(pk=self.peer.pk))

    def told(self) -> list[str]:
        """Kinds of messages the office has, in their order."""
        return [kind for (kind,) in self.office.book.rows("SELECT kind FROM taken ORDER BY rowid")]

    def say(self, handling: Handling, kind: str, body: dict | None = None, unit: str = "") -> dict:
        """The office's word and the congress's answer to it."""
        message = self.office.book.say(handling.pk, kind, body, unit)
        self.office.send()
        return self.office.book.answer(message)


def meet(house: House, office: Office, url: str) -> Line:
    """Both know each other's address, token and key."""
    identity = User.objects.create(username="exchange", display_name="市政府办公厅系统")
    identity.set_unusable_password()
    identity.save()
    identity.groups.add(*(role_group(key) for key in ("government_office", "unit_handler", "unit_head")))
    for unit in (house.office, house.transport, house.finance):
        for role in ("unit_handler", "unit_head"):
            grant(identity, role, unit.key)
    admin = make_user("security_admin")
    token = ServiceToken.objects.create(
        name="对接",
        owner_unit="市政府办公厅",
        scopes=["motions:exchange"],
        digest=digest_of(SECRET),
        hint=SECRET[:8],
        issued_by=admin,
        expires_at=timezone.now() + timedelta(30),
    )
    said = {"code": "gov", "url": office.url, "secret": office.token, "identity": identity}
    peer = connect(house.office, by=admin, tokens=[token], **said)
    trust_key(peer, by=admin, public=office.pen.public)
    office.pen.trust(peer.own_key.public)
    office.call(f"{url}/exchange/v1", SECRET)
    return Line(house, peer, office)


@pytest.fixture
def connected():
    """`connected(house, office, url)`: see `meet`."""
    return meet


@pytest.fixture
def in_process(monkeypatch):
    """The office's calls reach the views without a socket: for tests of what is said, not of the line."""
    from django.test import Client

    def ask(self, method, path, body=None):
        response = Client().generic(
            method,
            f"/exchange/v1/{path}",
            body or b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}"},
        )
        content = response.getvalue()
        return response.status_code, content

    monkeypatch.setattr(Office, "ask", ask)


@pytest.fixture
def line(city, moment, in_process, connected, tmp_path, decided):
    """On a Monday in the recess; messages out over a socket, messages in without one."""
    moment("2026-05-11 09:00+08:00")
    decided("login.token_calls", 100_000)
    with Office(tmp_path) as office:
        yield connected(House(city), office, "http://testserver")

"""Over HTTPS the congress speaks with the office whose certificate was agreed upon, and with nobody else."""

import ssl

import pytest

from portal_apps.motions.exchange.models import Outgoing
from tests.emulators.government.office import Office
from tests.portal_apps.motions.house import House


@pytest.fixture
def secured(city, connected, in_process, tmp_path, certificates, decided):
    """A line whose office has a certificate of an authority of its own."""
    decided("login.token_calls", 100_000)
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(certificates.chain, certificates.key)
    with Office(tmp_path, tls=trust) as office:
        yield connected(House(city), office, "http://testserver")


def test_a_stranger_with_the_offices_address_gets_nothing(secured, certificates):
    secured.assigned()
    secured.flush()
    assert secured.told() == []
    waiting = Outgoing.objects.get()
    assert waiting.state == "waiting"
    assert "CERTIFICATE_VERIFY_FAILED" in waiting.reason


def test_the_agreed_authority_is_believed(secured, certificates):
    secured.peer.authority = certificates.root.read_text()
    secured.peer.save()
    secured.assigned()
    secured.flush()
    assert secured.told() == ["assigned"]

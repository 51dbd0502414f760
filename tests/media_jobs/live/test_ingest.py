"""Who may send, asked by the ingest server as it really runs."""

import time

import pytest

from media_jobs.live import services
from media_jobs.live.ingest import ingest
from media_jobs.live.models import StreamKey
from tests.services import processes

from .hall import Encoder, ingest_server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(tmp_path, settings, live_server):
    process = ingest_server(tmp_path, settings, live_server.url)
    yield settings.LIVE_SERVER
    processes.stop(process.pid)


def until(told, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not (found := told()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(found)


def test_only_a_key_in_force_gets_in_and_a_revoked_one_is_thrown_out(server, planned, editor, tmp_path):
    broadcast = planned()
    issued = services.issue_key(broadcast, by=editor)
    wrong = Encoder(f"{server}/{'x' * 32}")
    assert wrong.ended()
    assert ingest().streams() == {}
    hall = Encoder(f"{server}/{issued.secret}")
    try:
        name = f"{broadcast.pk.hex}-main"
        assert until(lambda: name in ingest().streams() and ingest().streams()[name].height == 180)
        broadcast.refresh_from_db()
        assert broadcast.state == "waiting"
        assert services.health(broadcast).inputs[0].connected
        key = StreamKey.objects.get(broadcast=broadcast)
        services.revoke_key(key, by=editor, reason="设备换了")
        assert hall.ended()
        assert until(lambda: ingest().streams() == {})
    finally:
        hall.stop()
    assert Encoder(f"{server}/{issued.secret}").ended()
    assert issued.secret not in (tmp_path / "log").read_text()

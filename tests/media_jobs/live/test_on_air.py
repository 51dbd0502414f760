"""One broadcast as it goes, with a real encoder, ingest server and ladder: opened, struck, cut, interrupted, closed."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from foundation.jobs.models import Job
from foundation.storage.private import private_storage
from media_jobs.live import services
from media_jobs.live.air import hand_over
from media_jobs.live.air.supervisor import Supervisor
from media_jobs.live.models import Broadcast, Segment
from media_jobs.live.zones import zone_of
from media_jobs.probe import probe
from media_jobs.tools import tools
from tests.services import processes

from .hall import Encoder, ingest_server
from .test_ingest import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall(tmp_path, settings, live_server):
    """The address encoders send to."""
    settings.LIVE_FOLDER = tmp_path / "live"
    process = ingest_server(tmp_path, settings, live_server.url)
    yield settings.LIVE_SERVER
    processes.stop(process.pid)


class Air:
    """What looks after the air, and what players could read of one broadcast."""

    def __init__(self, broadcast: Broadcast) -> None:
        self.broadcast, self.supervisor = broadcast, Supervisor()

    def until(self, told, seconds: float = 12) -> bool:
        def look() -> bool:
            self.supervisor.look()
            self.broadcast.refresh_from_db()
            return told()

        return until(look, seconds)

    def read(self, name: str) -> str:
        with zone_of(self.broadcast).storage.open(f"{self.broadcast.folder}/{name}") as file:
            return file.read().decode()

    def segments(self, name: str = "180.m3u8") -> list[str]:
        try:
            return re.findall(r"^180/.+m4s$", self.read(name), re.M)
        except FileNotFoundError:
            return []

    @property
    def ladder(self):
        return self.supervisor.held[self.broadcast.pk].ladder.process

    def rows(self):
        return Segment.objects.filter(broadcast=self.broadcast, rung="180")


def test_it_goes_on_air_is_struck_cut_interrupted_and_closed_and_the_ledger_knows_all(hall, planned, editor):
    broadcast = planned(delay_s=0)
    air, secret = Air(broadcast), services.issue_key(broadcast, by=editor).secret
    encoder = Encoder(f"{hall}/{secret}")
    try:
        assert air.until(lambda: air.broadcast.state == "waiting")
        services.open_air(broadcast, by=editor)
        assert air.until(lambda: len(air.segments()) >= 2)
        assert 'AUDIO="sound"' in air.read("master.m3u8")
        assert json.loads(air.read("state.json"))["state"] == "live"
        strike(air)
        cut_out(air, editor)
        encoder.stop()
        assert air.until(lambda: air.broadcast.state == "gap")
        assert "ENDLIST" not in air.read("180.m3u8")
        air = Air(
            broadcast
        )  # as after a death of the supervisor: the next one knows only what is written down
        encoder = Encoder(f"{hall}/{secret}")
        shown = len(air.segments())
        assert air.until(lambda: air.broadcast.state == "live" and len(air.segments()) > shown)
        close(air, editor)
        becomes_a_video(air)
    finally:
        encoder.stop()


def strike(air: Air) -> None:
    """The ladder dies and is back."""
    os.killpg(air.ladder.pid, signal.SIGKILL)
    struck = time.monotonic()
    assert air.until(lambda: air.rows().filter(breaks=True).exists())
    assert time.monotonic() - struck < 6
    assert air.until(lambda: "#EXT-X-DISCONTINUITY\n" in air.read("180.m3u8"))


def cut_out(air: Air, editor) -> None:
    """What is said meanwhile never gets to where players read."""
    services.cut(air.broadcast, by=editor, reason="秘密")
    assert air.until(lambda: air.rows().filter(cut=True).count() >= 2)
    services.uncut(air.broadcast, by=editor)
    shown = len(air.segments())
    assert air.until(lambda: len(air.segments()) > shown)
    for row in air.rows().filter(cut=True):
        assert row.name not in air.read("180.m3u8")
        assert not zone_of(air.broadcast).storage.exists(f"{air.broadcast.folder}/{row.name}")


def close(air: Air, editor) -> None:
    """The replay stands at once, holds what was shown and nothing else, and plays without a fault."""
    services.close_air(air.broadcast, by=editor)
    closed = time.monotonic()
    assert air.until(lambda: air.broadcast.state == "replay")
    assert time.monotonic() - closed < 5
    assert air.read("180.m3u8").endswith("#EXT-X-ENDLIST\n")
    assert json.loads(air.read("state.json"))["replay"].endswith("/replay.m3u8")
    assert air.segments("180-whole.m3u8") == [row.name for row in air.rows().exclude(public_at=None)]
    assert [row.number for row in air.rows()] == list(range(air.rows().count()))
    folder = Path(zone_of(air.broadcast).storage.path(air.broadcast.folder))
    argv = [str(tools().ffmpeg), "-v", "error", "-i", str(folder / "replay.m3u8"), "-f", "null", "-"]
    played = subprocess.run(argv, capture_output=True, text=True, timeout=30)
    assert (played.returncode, played.stderr) == (0, "")


def becomes_a_video(air: Air) -> None:
    """As long as what was shown, with its sound, and once however often it is tried."""
    job = Job.objects.get(kind="live.hand_over")
    progress = SimpleNamespace(step=lambda *said: None)
    for _ in range(2):
        hand_over.run(job.payload["broadcast"], progress)
    air.broadcast.refresh_from_db()
    video = air.broadcast.video
    assert video is not None
    with private_storage().open(video.source) as file:
        told = probe(Path(file.name))
    shown = sum(row.duration_s for row in air.rows().exclude(public_at=None))
    assert told.duration_s == pytest.approx(shown, abs=0.3)
    assert told.audio

"""What stands in the hall: an encoder that sends a moving picture with a tone; and the server it sends to."""

import subprocess
from pathlib import Path

from media_jobs.live.ingest.configuration import written
from media_jobs.live.management.commands import live_ingest
from media_jobs.tools import tools
from tests.services import processes

PICTURE = "testsrc2=s=320x180:r=25"


class Encoder:
    """Sends until it is stopped; its key pictures are a second apart."""

    def __init__(self, address: str, *, sound: bool = True) -> None:
        parts = ["-re", "-f", "lavfi", "-i", PICTURE]
        parts += ["-f", "lavfi", "-i", "sine=r=48000", "-c:a", "aac", "-b:a", "64k"] if sound else []
        parts += ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25"]
        parts += ["-pix_fmt", "yuv420p", "-b:v", "300k", "-f", "flv", address]
        self.process = subprocess.Popen(
            [str(tools().ffmpeg), "-nostdin", "-loglevel", "error", *parts],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    @property
    def sends(self) -> bool:
        return self.process.poll() is None

    def ended(self, seconds: float = 15) -> bool:
        """Whether the server threw it out within so many seconds."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def stop(self) -> None:
        if self.sends:
            self.process.kill()
        self.process.wait()


def ingest_server(folder: Path, settings, callback: str) -> subprocess.Popen:
    """Run it as `manage.py live_ingest` would, asking `callback`."""
    settings.RTMP_PORT = processes.free_port()
    settings.LIVE_CONTROL_PORT = processes.free_port()
    settings.LIVE_SERVER = f"rtmp://127.0.0.1:{settings.RTMP_PORT}/live"
    settings.LIVE_CALLBACK, settings.RTMP_BIND = callback, "127.0.0.1"
    assert live_ingest.why_not() == ""
    conf = written(live_ingest.ground(folder))
    process = processes.spawn(
        [live_ingest.nginx(), "-e", "stderr", "-p", str(folder), "-c", str(conf)], folder
    )
    processes.wait_until(lambda: processes.answers(settings.LIVE_CONTROL_PORT), process, folder)
    return process

"""`manage.py live_air`: records, encodes and gives out what is on air."""

import fcntl
import signal
import threading
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from media_jobs.live.air.supervisor import Supervisor


class Command(BaseCommand):
    help = "直播的总管：录制、编码、按延迟对外；被打断后再启动会接着做"

    def handle(self, *args, **options):
        folder = Path(settings.LIVE_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "air.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # a second one waits: two would enter everything twice
            self._look_after()

    def _look_after(self) -> None:
        over = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: over.set())
        Supervisor().run(over.is_set)

"""`manage.py live_air`: records, encodes and gives out what is on air."""

import signal
import threading

from django.core.management.base import BaseCommand

from media_jobs.live.air.supervisor import Supervisor


class Command(BaseCommand):
    help = "直播的总管：录制、编码、按延迟对外；被打断后再启动会接着做"

    def handle(self, *args, **options):
        over = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: over.set())
        Supervisor().run(over.is_set)

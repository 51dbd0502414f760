"""Looking after everything that is on air on this machine."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from ..ingest import ingest
from ..models import Broadcast, BroadcastState
from .onair import OnAir

log = logging.getLogger(__name__)
TICK = 0.25  # seconds between two looks
IDLE = 2.0  # seconds, while nothing is on air
SOON = timedelta(days=1)  # before its day nobody asks how a broadcast stands


class Supervisor:
    """One per machine."""

    def __init__(self) -> None:
        self.held: dict[UUID, OnAir] = {}

    def run(self, stopped: Callable[[], bool]) -> None:
        """Until `stopped`. Whatever goes wrong in one look is tried again in the next."""
        while not stopped():
            began = time.monotonic()
            try:
                busy = self.look()
            except DatabaseError:
                log.exception("the database is away")
                close_old_connections()
                busy = False
            time.sleep(max(0.0, (TICK if busy else IDLE) - (time.monotonic() - began)))
        for broadcast in Broadcast.objects.filter(pk__in=list(self.held)):
            self.held[broadcast.pk].stop(broadcast)

    def look(self) -> bool:
        """At each broadcast once; whether anything comes in or goes out."""
        try:
            streams = ingest().streams()
        except OSError:
            streams = None
        soon = timezone.now() + SOON
        rows = Broadcast.objects.unclosed().filter(starts_at__lt=soon) | Broadcast.objects.filter(
            state=BroadcastState.ENDED
        )
        busy = bool(streams)
        for broadcast in rows:
            try:
                busy |= self._one(broadcast, streams)
            except DatabaseError:
                raise
            except Exception:  # one broadcast must not take the others off the air
                log.exception("broadcast %s", broadcast.pk)
        for key in set(self.held) - {one.pk for one in rows}:
            gone = self.held.pop(key)
            if broadcast := Broadcast.objects.filter(pk=key).first():
                gone.stop(broadcast)
        return busy

    def _one(self, broadcast: Broadcast, streams) -> bool:
        if broadcast.pk not in self.held:
            self.held[broadcast.pk] = OnAir(broadcast.pk)
            self.held[broadcast.pk].adopt(broadcast)
        if not self.held[broadcast.pk].look(broadcast, streams):
            del self.held[broadcast.pk]
        return broadcast.is_on_air

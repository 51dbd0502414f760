"""The pulse of a running job: keeps its lease, carries its progress out and a request to stop in.

All of it goes over a connection of its own, so that progress is seen while the job is inside a
transaction, and the lease lives while the job is inside a long computation. On SQLite a transaction
locks everybody else out, so progress is noted beside the database too.
"""

import contextlib
import logging
import threading
import time

from django.db import DatabaseError, connection

from . import beside, shutdown
from .errors import Cancelled, Interrupted, LeaseLost
from .lease import HEARTBEAT, Lease, hold, renew

log = logging.getLogger(__name__)

THROTTLE = 0.5  # seconds between two writes of progress


class Pulse:
    """The `Progress` a job gets. Use as a context manager around the run."""

    def __init__(self, lease: Lease, *, max_seconds: float, threaded: bool = True) -> None:
        self.lease, self.threaded = lease, threaded
        self.deadline = time.monotonic() + max_seconds
        self.percent, self.message = 0.0, ""
        self.changed, self.stopped = threading.Event(), threading.Event()
        self.cancel_asked = self.lost = False
        self.last_beat = time.monotonic()
        self.beside, self.last_noted = threaded and beside.needed(), 0.0

    def step(self, percent: float, message: str = "") -> None:
        """Say how far the work is. Raises Cancelled, Interrupted or LeaseLost where it has to end."""
        self.percent, self.message = min(max(float(percent), 0.0), 100.0), message[:200] or self.message
        self.changed.set()
        self._note()
        if not self.threaded and time.monotonic() - self.last_beat >= THROTTLE:
            self.beat()
        if self.lost:
            raise LeaseLost(str(self.lease.job))
        if self.cancel_asked:
            raise Cancelled
        if shutdown.must_stop():
            raise Interrupted

    def _note(self) -> None:
        if self.beside and time.monotonic() - self.last_noted >= THROTTLE:
            self.last_noted = time.monotonic()
            beside.note(self.lease.job.pk, self.lease.token, self.percent, self.message)

    def guard(self) -> None:
        """Ask the ledger itself whether this run still owns the job; raises LeaseLost if not."""
        hold(self.lease)

    def beat(self) -> None:
        """Write progress, renew the lease, read what was asked of us."""
        self.changed.clear()
        self.last_beat = time.monotonic()
        try:
            self.cancel_asked = renew(self.lease, percent=self.percent, message=self.message)
        except LeaseLost:
            self.lost = True

    def _loop(self) -> None:
        while not self.stopped.wait(THROTTLE):
            self.changed.wait(HEARTBEAT - THROTTLE)
            if self.stopped.is_set() or self.lost:
                break
            if time.monotonic() > self.deadline:
                log.error("job %s exceeds its time; its lease runs out", self.lease.job.pk)
                self.lost = True
                break
            try:
                self.beat()
            except DatabaseError:  # the next beat tries again; the lease outlives two missed ones
                log.warning("heartbeat of job %s failed", self.lease.job.pk, exc_info=True)
        with contextlib.suppress(DatabaseError):
            connection.close()

    def __enter__(self) -> "Pulse":
        if self.threaded:
            self.thread = threading.Thread(target=self._loop, daemon=True, name="job-pulse")
            self.thread.start()
        return self

    def __exit__(self, *_exc) -> None:
        self.stopped.set()
        self.changed.set()
        if self.threaded:
            self.thread.join()
        if self.beside:
            beside.forget(self.lease.job.pk)

"""What a worker process does beside running jobs: keep the clock, and stop in good order."""

import logging

from celery import signals

from . import shutdown
from .registry import firsts

log = logging.getLogger(__name__)
_clocks: list = []


def _get_ready(sender=None, **_kwargs) -> None:
    for queue in sender.app.amqp.queues.consume_from:
        for function in firsts.get(queue, ()):
            try:
                function()
            except Exception:
                log.exception("%s could not get ready", queue)


def _start_clock(**_kwargs) -> None:
    from .clock import Clock

    clock = Clock()
    _clocks.append(clock)
    clock.start()


def _stop(**_kwargs) -> None:
    shutdown.ask()
    for clock in _clocks:
        clock.stop()


def connect() -> None:
    """Listen to the life of a Celery worker."""
    signals.worker_ready.connect(_start_clock, weak=False, dispatch_uid="jobs.clock")
    signals.worker_ready.connect(_get_ready, weak=False, dispatch_uid="jobs.get_ready")
    signals.worker_shutting_down.connect(_stop, weak=False, dispatch_uid="jobs.stop")

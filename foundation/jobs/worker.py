"""What a worker process does beside running jobs: keep the clock, and stop in good order."""

from celery import signals

from . import shutdown

_clocks: list = []


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
    signals.worker_shutting_down.connect(_stop, weak=False, dispatch_uid="jobs.stop")

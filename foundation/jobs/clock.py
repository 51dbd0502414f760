"""Periodic work. Every worker has a clock; a row in the database sees to it that one of them does the work."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from .models import Periodic

log = logging.getLogger(__name__)

TICK = 2.0  # seconds
HOLD = timedelta(seconds=60)  # who claimed work and died leaves it to others after this time


@dataclass(frozen=True)
class Work:
    """`function()` is short and safe to repeat: longer work is enqueued by it as a job."""

    name: str
    function: Callable[[], object]
    every_seconds: float | None = None
    daily_at: str | None = None  # "HH:MM" in the zone people read

    def next_after(self, now: datetime) -> datetime:
        """When it is due after a run that began `now`; what was missed is made up for by one run."""
        if self.every_seconds is not None:
            return now + timedelta(seconds=self.every_seconds)
        hour, minute = map(int, str(self.daily_at).split(":"))
        local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
        today = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return today if today > local else today + timedelta(days=1)


works: dict[str, Work] = {}


def register_periodic(
    name: str,
    every_seconds: float | None = None,
    function: Callable[[], object] | None = None,
    *,
    daily_at: str | None = None,
) -> None:
    """Have `function` called every so many seconds, or daily at "HH:MM". Call it in `AppConfig.ready`."""
    if (every_seconds is None) == (daily_at is None) or function is None:
        raise ValueError(f"{name}: give a function and either every_seconds or daily_at")
    works[name] = Work(name, function, every_seconds, daily_at)


def run_due() -> list[str]:
    """Do what is due and nobody else took; returns the names. A failure is recorded, the others go on."""
    now = timezone.now()
    known = dict(Periodic.objects.values_list("name", "due_at"))
    for name in works.keys() - known.keys():  # new work, or a new database
        first = works[name].next_after(now) if works[name].daily_at else now
        known[name] = Periodic.objects.get_or_create(name=name, defaults={"due_at": first})[0].due_at
    due = [name for name in sorted(works) if known[name] <= now]
    return [name for name in due if _claim(name, now) and _run(works[name], now)]


def _claim(name: str, now: datetime) -> bool:
    """Move the due time: of all who try, one finds the row still due."""
    row = Periodic.objects.filter(name=name, due_at__lte=now)
    return bool(row.update(due_at=now + HOLD, last_started=now))


def _run(work: Work, now: datetime) -> bool:
    error = ""
    try:
        work.function()
    except Exception as problem:
        log.exception("periodic work %s failed", work.name)
        error = f"{type(problem).__name__}: {problem}"[:2000]
    due = now + HOLD if error and work.daily_at else work.next_after(now)
    Periodic.objects.filter(name=work.name).update(due_at=due, last_finished=timezone.now(), last_error=error)
    return True


class Clock(threading.Thread):
    """The thread in a worker that reconciles and does periodic work until it is stopped."""

    def __init__(self, tick: float = TICK) -> None:
        super().__init__(daemon=True, name="clock")
        self.tick, self.stopped = tick, threading.Event()

    def run(self) -> None:
        from .services import reconcile

        first = True
        while not self.stopped.is_set():
            try:
                reconcile(everything=first)
                run_due()
                first = False
            except DatabaseError:  # the database is away: the next tick tries again
                log.warning("clock tick failed", exc_info=True)
            except Exception:
                log.exception("clock tick failed")
            close_old_connections()
            self.stopped.wait(self.tick)

    def stop(self) -> None:
        self.stopped.set()

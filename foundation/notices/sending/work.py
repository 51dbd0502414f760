"""The job that works the outbox off, one carrier at a time, and the clock that sees to it that it runs."""

from foundation.jobs.models import Job
from foundation.jobs.registry import Progress
from foundation.jobs.services import enqueue

from ..carriers import LABELS, carrier, open_carriers
from ..models import Delivery
from .ask import ask_next
from .claim import claim
from .gather import gather
from .lost import find_lost
from .settle import settle

KIND = "messages.deliver"


def wake(key: str) -> None:
    """Make sure a job for this carrier waits."""
    enqueue(KIND, {"carrier": key}, key=key)


def look_around() -> list[str]:
    """For the clock: find lost copies, and wake carriers with something due and nobody at it."""
    find_lost()
    due = Delivery.objects.due().order_by().values_list("carrier", flat=True).distinct()
    busy = set(Job.objects.filter(kind=KIND, state__in=("queued", "running")).values_list("key", flat=True))
    woken = [key for key in open_carriers() if key in set(due) - busy]
    for key in woken:
        wake(key)
    return woken


def deliver(payload: dict, progress: Progress) -> dict:
    """Send and ask until nothing is due. Safe to run again, and beside itself: every row is claimed by one."""
    key = payload["carrier"]
    if key not in open_carriers():
        return {"closed": LABELS.get(key, key)}
    gather(key)
    sent = asked = 0
    while True:
        progress.step(0, f"{LABELS[key]}：已发 {sent} 条，核对 {asked} 条")
        if found := claim(key):
            settle(found.row, found.token, carrier(key).send(found.letter))
            sent += 1
        elif ask_next(key):
            asked += 1
        else:
            return {"sent": sent, "asked": asked}

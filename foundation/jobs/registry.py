"""Which function does which kind of job, in which queue. Apps register in their `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from .errors import Cancelled

__all__ = ["SERIAL_QUEUES", "Cancelled", "JobKind", "Progress", "do_first", "firsts", "kinds"]
__all__ += ["label_of", "register_kind"]

#: Queues that never run two jobs at once, however many workers listen: there is one public site to switch.
SERIAL_QUEUES = frozenset({"publishing"})


class Progress(Protocol):
    """What a running job may say.

    `step` raises `Cancelled` when somebody asked to stop. `guard` asks the ledger whether this run still
    owns the job and raises `LeaseLost` if not: call it right before an effect that must happen once.
    """

    def step(self, percent: float, message: str = "") -> None: ...

    def guard(self) -> None: ...


@dataclass(frozen=True)
class JobKind:
    """`run(payload, progress)` returns a JSON value and must be safe to run again after a crash.

    Jobs of one kind with the same key do the same work: while one waits, a second one is not written.
    `max_seconds` bounds one run: after it the lease is no longer renewed and the job is given to another
    worker, so a job that hangs does not block its queue for ever.
    """

    name: str
    run: Callable[[dict[str, Any], Progress], Any]
    label: str
    queue: str = "default"
    max_attempts: int = 5
    max_seconds: int = 6 * 3600


kinds: dict[str, JobKind] = {}
firsts: dict[str, list[Callable[[], object]]] = {}  # by queue: what its workers do before their first job


def do_first(queue: str, function: Callable[[], object]) -> None:
    """Have each worker of a queue call this when it starts. What fails there is logged and does no harm."""
    if function not in firsts.setdefault(queue, []):
        firsts[queue].append(function)


def register_kind(kind: JobKind) -> None:
    """Make a kind of job known to every process. Registering a name twice replaces it (tests)."""
    kinds[kind.name] = kind


def label_of(name: str) -> str:
    """What staff read for a kind; its name where the app that knew it is gone."""
    return kinds[name].label if name in kinds else name

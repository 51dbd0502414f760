"""Which function does which kind of job, in which queue. Apps register in their `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class Progress(Protocol):
    """What a running job may say. `step` raises `Cancelled` when somebody asked to stop."""

    def step(self, percent: float, message: str = "") -> None: ...


@dataclass(frozen=True)
class JobKind:
    """`run(payload, progress)` returns a JSON value and must be safe to run again after a crash."""

    name: str
    run: Callable[[dict[str, Any], Progress], Any]
    label: str
    queue: str = "default"
    max_attempts: int = 5


class Cancelled(Exception):
    """Raised inside a job when its cancellation was requested."""


kinds: dict[str, JobKind] = {}


def register_kind(kind: JobKind) -> None:
    """Make a kind of job known to every process. Registering a name twice replaces it (tests)."""
    kinds[kind.name] = kind

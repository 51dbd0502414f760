"""What a change of term does, as a list of steps: this app's own, and those of later apps for their cases."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..models import Term


@dataclass(frozen=True)
class Turn:
    """`term` follows `former` on the day `since`; `ground` is the paper that says so."""

    former: Term
    term: Term
    since: date
    ground: str

    @property
    def last_day(self) -> date:
        """Of the former term."""
        return self.since - timedelta(days=1)


@dataclass
class Done:
    """What a step did, or would do: numbers by their Chinese name; `stops`, who or what cannot go on, by name and why;
    `remarks`, what somebody should look at first."""

    numbers: dict[str, int] = field(default_factory=dict)
    stops: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RolloverStep:
    """`run` works in the transaction of the change of term. Run a second time it finds nothing to do, and it writes to
    the database only: a rehearsal is the same call, taken back. Who must be told is told by `notify`."""

    key: str
    name: str
    run: Callable[[Turn], Done]


_steps: dict[str, RolloverStep] = {}


def register_rollover_step(step: RolloverStep) -> None:
    """Call it in `AppConfig.ready`; steps run in the order of registration."""
    _steps[step.key] = step


def steps() -> list[RolloverStep]:
    return list(_steps.values())

"""What somebody has in hand and another could take over. Each app that gives people work registers its kind."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class OpenWork:
    """`count(person)` says how much there is; `move(old, new, by)` hands all of it over and says how much it was.

    `move` runs in a transaction and raises foundation.rights.refusals.Refused when `new` cannot take it (with a
    sentence); then nothing of any kind moves. Whoever keeps accounts sees numbers only: what the work is about is
    not theirs to read.
    """

    key: str
    name: str
    count: Callable[..., int]
    move: Callable[..., int]


_kinds: dict[str, OpenWork] = {}


def register_open_work(kind: OpenWork) -> None:
    """Called in `AppConfig.ready`."""
    _kinds[kind.key] = kind


def open_work_of(person) -> list[tuple[OpenWork, int]]:
    """Every kind of which there is some."""
    counted = [(kind, kind.count(person)) for kind in _kinds.values()]
    return [(kind, number) for kind, number in counted if number]

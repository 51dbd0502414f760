"""The life of the site's addresses, as the newest release left them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..ledger.store import Life
from ..serving.served import decide
from ..snapshot import Snapshot
from .where import site_paths


@dataclass(frozen=True, slots=True)
class AddressToday:
    """`status` as readers get it; `target` where a redirect leads."""

    life: Life
    status: int
    target: str


def address(path: str) -> AddressToday | None:
    """An address that is or was public; none for one no release ever had."""
    if not site_paths().snapshot.exists():
        return None
    with Snapshot(site_paths().snapshot, readonly=True) as snapshot:
        life = snapshot.ledger.life(path)
    return _today(life) if life else None


def retired_addresses() -> Iterator[AddressToday]:
    """Every address that was public and is not any more."""
    if site_paths().snapshot.exists():
        with Snapshot(site_paths().snapshot, readonly=True) as snapshot:
            yield from map(_today, snapshot.ledger.lives())


def count_addresses() -> tuple[int, int]:
    """(addresses ever released, of these in the newest release)"""
    if not site_paths().snapshot.exists():
        return 0, 0
    with Snapshot(site_paths().snapshot, readonly=True) as snapshot:
        return snapshot.ledger.counts()


def _today(life: Life) -> AddressToday:
    answer = decide(site_paths().current.resolve(), life.path)
    return AddressToday(life, answer.status, answer.location)

"""What a file may be handed in for; the app that uses it registers it in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .kinds import KINDS, PICTURE

if TYPE_CHECKING:
    from .models import StoredFile


@dataclass(frozen=True)
class Purpose:
    """`may_upload(user)`; `may_read(user, stored)` once something has claimed it. `groups` are those of `kinds`.

    `traced`: who reads one leaves a record, as with signed scans.
    """

    key: str
    label: str
    groups: tuple[str, ...]
    may_upload: Callable[..., bool]
    may_read: Callable[..., bool]
    traced: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(kind.key for kind in KINDS.values() if kind.group in self.groups)

    @property
    def is_for_pictures(self) -> bool:
        return PICTURE in self.groups

    def lets_read(self, user, stored: "StoredFile") -> bool:
        """Before anything has claimed it, it is its owner's alone."""
        if stored.claimed_by:
            return self.may_read(user, stored)
        return stored.owner_id == user.pk


PURPOSES: dict[str, Purpose] = {}


def register_purpose(purpose: Purpose) -> None:
    """Raises ValueError for a second one of the same key."""
    if PURPOSES.get(purpose.key, purpose) != purpose:
        raise ValueError(f"purpose {purpose.key} is registered twice")
    PURPOSES[purpose.key] = purpose

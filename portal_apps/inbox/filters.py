"""What the two lists can be narrowed to; unknown values narrow nothing."""

from abc import ABC, abstractmethod
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from foundation.notices.carriers import LABELS
from foundation.notices.registry import KINDS
from foundation.notices.states import State

LONGEST = 100


class Filter(ABC):
    """One request's conditions: `query` makes the address with some values changed."""

    names: tuple[str, ...] = ()

    def __init__(self, given) -> None:
        self.given = {name: given.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in self.names}
        self.kinds = [(kind.key, kind.label) for kind in KINDS.values()]

    def known(self, name: str, values) -> str:
        return self.given[name] if self.given[name] in set(values) else ""

    @property
    def is_set(self) -> bool:
        return any(self.conditions().values())

    @abstractmethod
    def conditions(self) -> dict:
        """What `matching` of the rows is asked."""

    def query(self, **changed: str) -> str:
        """The query text with some values changed, without empty ones and without the page."""
        return urlencode({name: value for name, value in (self.given | changed).items() if value})


class InboxFilter(Filter):
    names = ("kind", "q", "only")

    def conditions(self) -> dict:
        return {
            "kind": self.known("kind", KINDS),
            "text": self.given["q"],
            "unread": self.given["only"] == "unread",
        }


class BoardFilter(Filter):
    names = ("state", "carrier", "kind", "q", "since", "until")
    carriers = list(LABELS.items())

    def conditions(self) -> dict:
        return {
            "state": self.known("state", [*State.values, "trouble"]),
            "carrier": self.known("carrier", LABELS),
            "kind": self.known("kind", KINDS),
            "text": self.given["q"],
            "since": self._midnight("since", 0),
            "until": self._midnight("until", 1),
        }

    def _midnight(self, name: str, days_later: int) -> datetime | None:
        """The days are those of the place; both ends count."""
        try:
            day = date.fromisoformat(self.given[name]) + timedelta(days=days_later)
        except (ValueError, OverflowError):
            return None
        return timezone.make_aware(datetime.combine(day, time()))

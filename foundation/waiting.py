"""What waits for a person, from every app: the queue of the first page. Apps register a source in `AppConfig.ready`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

LONGEST = 50  # entries of one source; a longer queue has a screen of its own


@dataclass(frozen=True)
class Waiting:
    """One thing to do now. `lead` says what kind it is, `due` the last day, `act` the words on its button."""

    title: str
    url: str
    lead: str
    text: str = ""
    due: date | None = None
    act: str = "去办"

    @property
    def left(self) -> int | None:
        """Calendar days until the last day; below nought when it is over."""
        return (self.due - localdate()).days if self.due else None

    @property
    def overdue(self) -> int:
        """Calendar days since the last day."""
        return max(0, -(self.left or 0))

    @property
    def tone(self) -> str:
        """late, red (today or tomorrow), ink; the word stands beside it, colour is never alone."""
        if self.left is None:
            return "none"
        return "late" if self.left < 0 else "red" if self.left <= 1 else "ink"


Source = Callable[..., Iterable[Waiting]]
_sources: dict[str, Source] = {}


def register_waiting(key: str, source: Source) -> None:
    """`source(user)` gives what waits for this person, most urgent first; it asks the table of rights itself."""
    _sources[key] = source


def waiting_at(request) -> list[Waiting]:
    """`waiting_for` whoever asks, read once a request: the page and the navigation both count."""
    if not is_read(request):
        request._waiting = waiting_for(request.user)
    return request._waiting


def is_read(request) -> bool:
    """Whether somebody has asked `waiting_at` in this request."""
    return hasattr(request, "_waiting")


def waiting_for(user) -> list[Waiting]:
    """Everything, the earliest last day first, what has none after it."""
    found = [
        one for source in _sources.values() for _, one in zip(range(LONGEST), source(user), strict=False)
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))

"""Lists that stand beside the queue on the first page: my suggestions, my drafts, new messages. Apps register a source in
`AppConfig.ready`, so the page knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One thing and where it stands: `says` in a few words, `aside` a number or a date. `red` only where the person has to act.

    `track` draws the way of a case as so many steps, of which `at` are behind (1 to track); 0 draws none.
    """

    title: str
    url: str
    says: str = ""
    aside: str = ""
    red: bool = False
    track: int = 0
    at: int = 0

    @property
    def steps(self) -> list[str]:
        """done, now or next for each step; you instead of now where the person has to act."""
        now = "you" if self.red else "now"
        return ["done" if n < self.at else now if n == self.at else "next" for n in range(1, self.track + 1)]


@dataclass(frozen=True)
class Shelf:
    """A heading with the newest few lines. `more` and `all_url` lead to the whole list, `act` and `url` to a new one."""

    title: str
    lines: list[Line] = field(default_factory=list)
    all_url: str = ""
    more: str = "全部"
    url: str = ""
    act: str = ""
    note: str = ""


Source = Callable[..., Shelf | None]
_sources: dict[str, tuple[int, Source]] = {}


def register_shelf(key: str, source: Source, *, order: int = 50) -> None:
    """`source(user)` gives the shelf of this person, None where it is not for them; it asks the table of rights itself.
    A shelf without lines is shown with its note and its act. Low orders stand first."""
    _sources[key] = (order, source)


def shelves_for(user) -> list[Shelf]:
    found = (source(user) for _, source in sorted(_sources.values(), key=lambda one: one[0]))
    return [shelf for shelf in found if shelf]

"""The time of one case: steps follow each other on working days until today."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate, make_aware

from foundation.accounts.models import User
from portal_apps.deputies.models import Body, Mandate

from ..models import Item, MotionCourse, Sponsor, Text
from .book import Book
from .cast import Cast


class Over(Exception):
    """What comes next lies after today."""


@dataclass
class Plan:
    """What is to become of one item. `fate` is how far it goes, `grade` what the deputy will say of the reply."""

    matter: dict[str, Any]
    place: str
    lead: Mandate
    session: Any  # of the demo: it has both its days
    on: date
    fate: str = "answered"
    grade: str = "satisfied"
    kind: str = "suggestion"
    in_session: bool = False
    co: list[Mandate] = field(default_factory=list)
    repeated: str = ""
    key: str = ""  # chosen for key supervision, or proposed
    companions: list["Plan"] = field(default_factory=list)


@dataclass
class Life:
    book: Book
    cast: Cast
    rng: Random
    upto: datetime
    plan: Plan
    at: datetime = None  # type: ignore[assignment]  # set from the plan
    item: Item = None  # type: ignore[assignment]
    text: Text = None  # type: ignore[assignment]
    sponsors: list[Sponsor] = field(default_factory=list)
    merged: list["Life"] = field(default_factory=list)
    units: list[Body] = field(default_factory=list)
    course: MotionCourse = None  # type: ignore[assignment]  # of a motion that was registered

    def __post_init__(self) -> None:
        self.at = make_aware(datetime.combine(self.plan.on, time(9, self.rng.randint(0, 50))))

    @property
    def lead(self) -> User | None:
        return self.sponsors[0].mandate.person.account

    @property
    def today(self) -> date:
        return localdate(self.at)

    def person(self, role: str) -> User:
        return self.cast.people[role]

    def later(self, least: int, most: int) -> datetime:
        """So many days on, in office hours. Raises Over."""
        return self.on(self.today + timedelta(self.rng.randint(least, most)))

    def on(self, day: date) -> datetime:
        """That day, or the Monday after it; never back. Raises Over."""
        day += timedelta(max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
        hour = time(self.rng.randint(9, 16), self.rng.randint(0, 59))
        self.at = max(self.at + timedelta(minutes=7), make_aware(datetime.combine(day, hour)))
        if self.at > self.upto:
            raise Over
        return self.at

    @contextmanager
    def beside(self) -> Iterator[None]:
        """What another unit does meanwhile takes no time of this one, and may not be over yet."""
        at = self.at
        try:
            yield
        except Over:
            pass
        finally:
            self.at = at

    def may_happen(self, share: float) -> bool:
        return self.rng.random() < share

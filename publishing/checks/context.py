"""What a checker may know beside the document itself. The caller fills it; an unset part is not checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .automaton import TermAutomaton


@dataclass(frozen=True, slots=True)
class LeaderRule:
    """How a leader is to be named: exact name, titles that are right, place in an enumeration (1 = first).

    `since` and `until` bound the term of office, so that old items keep the titles that were right then.
    """

    name: str
    titles: tuple[str, ...] = ()
    order: int = 0
    since: date | None = None
    until: date | None = None

    def in_office(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class CheckContext:
    """`paths` None means "addresses are not known here": internal links are then left alone.

    `first_changes` gives the moment a document first entered the change log; `historical` are the documents
    whose date a person set on purpose, on record. `released` holds keys of warnings a person released.
    """

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    terms: "TermAutomaton | None" = None
    leaders: tuple[LeaderRule, ...] = ()
    paths: frozenset[str] | None = None
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    own_domains: frozenset[str] = frozenset()
    column_counts: Mapping[str, int] = field(default_factory=dict)
    first_changes: Mapping[str, datetime] = field(default_factory=dict)
    historical: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    min_picture_width: int = 480
    min_lead_width: int = 800

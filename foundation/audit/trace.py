"""What is done between the beginning and the end of one request (or one job), told as one record."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db import connection, transaction

from .digests import StateKey
from .origin import Origin, of_person

_current: ContextVar["Trace | None"] = ContextVar("trace", default=None)
MIRRORED = "wagtail."


def current() -> "Trace | None":
    """The trace that is open in this thread."""
    return _current.get()


@dataclass
class Act:
    """One thing done. `states` names the row whose digests before and after are looked up at the end."""

    verb: str
    object_key: str = ""
    before: str = ""
    after: str = ""
    result: str = "ok"
    detail: dict[str, Any] = field(default_factory=dict)
    state: StateKey | None = None
    actor: Any = None
    committed: bool = False

    def commit(self) -> None:
        self.committed = True


@dataclass
class Entry:
    """One record to be: the act that gives it its name, and the others."""

    origin: Origin
    act: Act
    others: list[Act] = field(default_factory=list)


class Trace:
    """Gathers the acts of a request whose transaction is open, and the digests of what changes in it.

    An act stands or falls with the savepoint it was recorded in: it hangs on a commit hook, and Django drops the
    hooks of a savepoint that is rolled back.
    """

    def __init__(self, find_origin: Callable[[], Origin], *, gather: bool):
        self.find_origin, self.gather = find_origin, gather
        self.acts: list[Act] = []
        self.states: dict[StateKey, tuple[str, str]] = {}
        self.written, self.fallen = 0, False

    @cached_property
    def origin(self) -> Origin:
        """Looked up when first needed: most requests only read, and leave nothing."""
        return self.find_origin()

    def add(self, act: Act) -> None:
        self.acts.append(act)
        transaction.on_commit(act.commit)

    def standing(self) -> list[Act]:
        """The acts that still hold; refused ones are told whatever became of the transaction."""
        hooks = [hook for _, hook, *_ in connection.run_on_commit]
        return [act for act in self.acts if act.committed or act.result != "ok" or act.commit in hooks]

    def refusals(self) -> list[Act]:
        """What stays to be told when the transaction falls."""
        return [act for act in self.acts if act.result != "ok"]

    def saw(self, key: StateKey, before: str, after: str) -> None:
        """The first state before and the last one after count."""
        self.states[key] = (self.states[key][0] if key in self.states else before, after)

    def entry(self, acts: list[Act]) -> Entry:
        """As one record. The house's own verb speaks for Wagtail's log entries that belong to it."""
        head = next((act for act in acts if not act.verb.startswith(MIRRORED)), acts[0])
        origin = self.origin
        if origin.actor is None and head.actor is not None:
            person = of_person(head.actor)
            origin = replace(origin, actor=person.actor, actor_name=person.actor_name, roles=person.roles)
        told = [self._with_digests(act) for act in (head, *(act for act in acts if act is not head))]
        return Entry(origin, told[0], told[1:])

    def _with_digests(self, act: Act) -> Act:
        if act.before or act.after or act.state not in self.states:
            return act
        before, after = self.states[act.state]
        return replace(act, before=before, after=after)


@contextmanager
def opened(trace: Trace) -> Iterator[Trace]:
    """While inside, `record` speaks to this trace."""
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)

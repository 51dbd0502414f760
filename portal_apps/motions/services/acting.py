"""What every verb does around its own change: permission → lock → state → change → clocks → event and audit → messages."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.life.models import ProxyEntry
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rights.rows import as_house
from portal_apps.deputies.models import Person

from .. import clocks, similar, telling
from ..finding import keeping
from ..models import Attachment, Commitment, Event, Handling, Item
from ..public import changes as public
from ..states import Kind
from ..table import BY_KEY, FIELDS, NEW, Step
from .refusing import as_refusal
from .repeating import digest, repeated
from .signing import Signed, assert_enterable, enter, sheet_behind

Thing = TypeVar("Thing", Item, Handling, Commitment)
ROLE_NAMES = {"lead": "领衔代表", "co": "联名代表"}
#: kept with every event of a stretch of work: through which system it came
said_along: ContextVar[dict[str, Any] | None] = ContextVar("said_along", default=None)


@dataclass
class Act:
    """One step being done. `change` of a verb reads it, sets `to` where the table has several ends, and fills `detail`."""

    step: Step
    thing: Any
    item: Item
    by: User
    person: Person | None  # whose act it is, when staff enter it for a deputy
    said: dict[str, Any] = field(default_factory=dict)
    to: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    dues: list[dict[str, Any]] = field(default_factory=list)
    document: Attachment | None = None
    entry: ProxyEntry | None = None
    digest: str = ""
    day: date | None = None  # from which the clocks run, when that is not today
    event: Event = None  # type: ignore[assignment]  # there once the change is made

    @property
    def reason(self) -> str:
        return self.said.get("reason") or ""

    @property
    def promise(self) -> Commitment | None:
        return self.thing if isinstance(self.thing, Commitment) else None

    @property
    def handling(self) -> Handling | None:
        if isinstance(self.thing, Commitment):
            return self.thing.handling
        return self.thing if isinstance(self.thing, Handling) else None


@transaction.atomic
def perform(
    key: str,
    thing: Thing,
    *,
    by: User,
    change: Callable[[Act], object] | None = None,
    seen: int | None = None,
    signed: Signed | None = None,
    spoken_of: Item | None = None,
    born: bool = False,
    within: Act | None = None,
    day: date | None = None,
    **said: Any,
) -> Thing:
    """Do one step of the table and answer with the thing as it is then.

    `seen` is the version the person looked at: the same act again on it is answered as done. `spoken_of` is the item
    of whose sponsors the permission is asked, where it is not the thing's own (a merged one). `born`: the thing was
    made in this transaction. `within`: part of another act, which asked for permission. `day`: when it was decided, if
    that was before today. Raises PermissionDenied, Refused.
    """
    step = BY_KEY[key]
    if within is None:
        signed = signed or sheet_behind(spoken_of or item_of(thing), step, by)
        _allow(step, thing, spoken_of, by, signed)
    with as_house():  # from here on it is the verb that reads and writes, for whoever it concerns
        thing, item = _locked(thing)
        spoken = digest(said, signed)
        if not born and repeated(step, thing, by, seen, spoken):
            return thing
        _assert_state(step, thing, item, born)
        _assert_complete(step, said)
        act = Act(
            step, thing, item, by, signed.person if signed else None, _clean(said), digest=spoken, day=day
        )
        _begin(act, within, signed, spoken_of)
        _go(act, change, NEW if born else str(thing.state))
        if within is None or born:
            keeping.refresh([act.item.pk])
    return thing


@transaction.atomic
def go_on(key: str, item: Item, *, by: User, change: Callable[[Act], object]) -> Item:
    """An act that is still being done: as `perform`, but the row of history and the trace of its beginning stand for it.

    Raises PermissionDenied, Refused.
    """
    step = BY_KEY[key]
    signed = sheet_behind(item, step, by)
    _allow(step, item, None, by, signed)
    with as_house():
        item, _ = _locked(item)
        _assert_state(step, item, item, born=False)
        change(Act(step, item, item, by, signed.person if signed else None))
        item.save()
    return item


def _begin(act: Act, within: Act | None, signed: Signed | None, spoken_of: Item | None) -> None:
    """As a part of another act, or on paper."""
    if within is not None:
        act.person, act.entry, act.day = within.person, within.entry, within.day
    elif signed is not None:
        act.entry = enter(act, signed, spoken_of)


def _go(act: Act, change: Callable[[Act], object] | None, before: str) -> None:
    ends = act.step.ends(before)
    shown = public.documents_about(act.item)
    act.to = ends[0] if len(ends) == 1 else ""
    if change is not None:
        change(act)
    if act.to not in ends:
        raise ValueError(f"{act.step.key} leads from {before!r} to {act.to!r}, which the table does not say")
    act.thing.state = act.to
    act.thing.version += 1
    act.thing.save()
    with as_refusal(), clocks.within_a_step():
        clocks.move(act)
    act.event = _write(act, before)
    telling.tell(act)
    public.touch(act.step.key, act.item, shown, by=act.by)
    if not act.item.is_private:
        similar.touch(act.item)


def _write(act: Act, before: str) -> Event:
    """The row of history and the trace of it: one each."""
    event = Event.objects.create(
        item=act.item,
        handling=act.handling,
        commitment=act.thing if isinstance(act.thing, Commitment) else None,
        verb=act.step.key,
        from_state=before,
        to_state=act.to,
        version=act.thing.version,
        by=act.by,
        on_behalf=act.person.account if act.person else None,
        for_person=act.person,
        entry=act.entry,
        said=act.digest,
        reason=act.reason,
        document=act.document,
        dues=act.dues,
        detail=act.detail | (said_along.get() or {}),
    )
    told = {"acting_for": _whom(act.person)} if act.person else {}
    record(
        actor=act.by,
        verb=f"motions.{act.step.key}",
        obj=act.thing,
        event=event.pk,
        version=act.thing.version,
        to_state=act.to,
        **told,
    )
    return event


def _whom(person: Person) -> str:
    return f"user:{person.account_id}" if person.account_id else f"person:{person.pk}"


def item_of(thing: Item | Handling | Commitment) -> Item:
    if isinstance(thing, Commitment):
        return thing.handling.item
    return thing.item if isinstance(thing, Handling) else thing


def _allow(step: Step, thing: Any, spoken_of: Item | None, by: User, signed: Signed | None) -> None:
    item = spoken_of or item_of(thing)
    if signed is None:
        demand(by, step.right_for(item.kind), spoken_of or thing)
    else:
        demand(by, "deputies.enter_for", signed.person)
        assert_enterable(step, item, signed)
    _assert_person(step, item, signed.person if signed else by)


def _assert_person(step: Step, item: Item, who: User | Person) -> None:
    """The sponsor the step asks for; and a draft is nobody else's business, whatever their rank."""
    mine = item.sponsors.carrying().of_deputy(who)
    roles = set(mine.values_list("role", flat=True))
    if step.who in ROLE_NAMES and step.who not in roles:
        name = ROLE_NAMES[step.who]
        raise PermissionDenied(f"“{step.name}”只能由{name}本人办，或者由工作人员代录。")
    if (step.who == "sponsor" or item.is_private) and not roles:
        raise PermissionDenied(f"“{step.name}”只能由这件的提出代表办。")


def _locked(thing: Thing) -> tuple[Thing, Item]:
    """The item first, then what belongs to it: everybody waits in the same order."""
    item = Item.objects.select_for_update().get(pk=item_of(thing).pk)
    if isinstance(thing, Item):
        return item, item
    fresh = type(thing).objects.select_for_update().get(pk=thing.pk)
    if isinstance(fresh, Handling):
        fresh.item = item
    else:
        fresh.handling.item = item
    return fresh, item


def _assert_state(step: Step, thing: Any, item: Item, born: bool) -> None:
    if item.kind not in step.kinds:
        raise Refused(f"{Kind(item.kind).label}没有“{step.name}”这一步。")
    if not born and thing.state not in step.sources:
        raise Refused(f"现在是“{thing.get_state_display()}”，不能{step.name}。请刷新页面看最新状态。")


def _assert_complete(step: Step, said: dict[str, Any]) -> None:
    def empty(value: Any) -> bool:
        return value is None or (
            value is not False and not (value.strip() if isinstance(value, str) else value)
        )

    missing = [FIELDS[name] for name in step.needs if empty(said.get(name))]
    if missing:
        raise Refused(f"还缺：{'、'.join(missing)}。")


def _clean(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}

"""What every verb does around its own change: permission → lock → state → change → clocks → event and audit → messages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.life.models import ProxyEntry
from foundation.life.services import enter_for
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from .. import clocks, similar, telling
from ..models import Attachment, Commitment, Event, Handling, Item
from ..states import Kind
from ..table import BY_KEY, FIELDS, NEW, Step
from .refusing import as_refusal

Thing = TypeVar("Thing", Item, Handling, Commitment)
ROLE_NAMES = {"lead": "领衔代表", "co": "联名代表"}
OWN_HAND = ("submit", "withdraw", "agree_withdrawal", "cosign", "evaluate", "evaluate_promise")


@dataclass(frozen=True)
class Signed:
    """代录: staff do it for a deputy, on a signed sheet (`scan`), a call or a talk; what needs the deputy's own hand
    (`OWN_HAND`) on a signed sheet only."""

    person: User
    how: str
    scan: Any = None
    note: str = ""


@dataclass
class Act:
    """One step being done. `change` of a verb reads it, sets `to` where the table has several ends, and fills `detail`."""

    step: Step
    thing: Any
    item: Item
    by: User
    me: User  # whose act it is: the deputy, when staff enter it
    said: dict[str, Any] = field(default_factory=dict)
    to: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    dues: list[dict[str, Any]] = field(default_factory=list)
    document: Attachment | None = None
    entry: ProxyEntry | None = None
    event: Event = None  # type: ignore[assignment]  # there once the change is made

    @property
    def reason(self) -> str:
        return self.said.get("reason") or ""

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
    **said: Any,
) -> Thing:
    """Do one step of the table and answer with the thing as it is then.

    `seen` is the version the person looked at: the same act again on it is answered as done. `spoken_of` is the item
    of whose sponsors the permission is asked, where it is not the thing's own (a merged one). `born`: the thing was
    made in this transaction. `within`: part of another act, which asked for permission. Raises PermissionDenied,
    Refused.
    """
    step = BY_KEY[key]
    if within is None:
        _allow(step, thing, spoken_of, by, signed)
    thing, item = _locked(thing)
    if not born and _repeated(step, thing, by, seen):
        return thing
    _assert_state(step, thing, item, born)
    _assert_complete(step, said)
    act = Act(step, thing, item, by, signed.person if signed else by, _clean(said))
    if within is not None:
        act.me, act.entry = within.me, within.entry
    elif signed is not None:
        act.entry = _enter(act, signed, spoken_of)
    _go(act, change, NEW if born else str(thing.state))
    return thing


def _go(act: Act, change: Callable[[Act], object] | None, before: str) -> None:
    ends = act.step.ends(before)
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
        on_behalf=act.me if act.me != act.by else None,
        entry=act.entry,
        reason=act.reason,
        document=act.document,
        dues=act.dues,
        detail=act.detail,
    )
    told = {"acting_for": f"user:{act.me.pk}"} if act.me != act.by else {}
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


def item_of(thing: Item | Handling | Commitment) -> Item:
    if isinstance(thing, Commitment):
        return thing.handling.item
    return thing.item if isinstance(thing, Handling) else thing


def _allow(step: Step, thing: Any, spoken_of: Item | None, by: User, signed: Signed | None) -> None:
    item = spoken_of or item_of(thing)
    right = step.right_for(item.kind)
    if signed is None:
        demand(by, right, spoken_of or thing)
    elif not step.who:
        raise Refused(f"“{step.name}”不能代录。")
    elif step.key in OWN_HAND and signed.how != ProxyEntry.How.PAPER:
        raise Refused(f"“{step.name}”只能由代表本人办，或者录入本人签名的扫描件。")
    _assert_person(step, item, signed.person if signed else by)


def _assert_person(step: Step, item: Item, person: User) -> None:
    """The sponsor the step asks for; and a draft is nobody else's business, whatever their rank."""
    mine = item.sponsors.carrying().filter(mandate__person__account=person)
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


def _repeated(step: Step, thing: Any, by: User, seen: int | None) -> bool:
    if seen is None or seen == thing.version:
        return False
    event = _event_after(thing, seen)
    if event is not None and (event.verb, event.by_id) == (step.key, by.pk) and thing.version == seen + 1:
        return True
    done = f"{event.by}办了“{event.step.name}”" if event else "有了变动"
    raise Refused(f"您打开这一页以后，{done}，现在是“{thing.get_state_display()}”。请刷新页面看了再办。")


def _event_after(thing: Any, version: int) -> Event | None:
    return events_of(thing).filter(version=version + 1).select_related("by").first()


def events_of(thing: Item | Handling | Commitment):
    """The history of this very thing."""
    if isinstance(thing, Commitment):
        return Event.objects.filter(commitment=thing)
    if isinstance(thing, Handling):
        return Event.objects.filter(handling=thing, commitment=None)
    return Event.objects.filter(item=thing, handling=None)


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


def _enter(act: Act, signed: Signed, spoken_of: Item | None) -> ProxyEntry:
    return enter_for(
        signed.person,
        by=act.by,
        verb=act.step.right_for(act.item.kind),
        obj=spoken_of or act.thing,
        how=signed.how,
        note=signed.note,
        scan=signed.scan,
    )

"""Each kind of message as the verbs of the table that do it, by the identity of the counterpart."""

from collections.abc import Callable
from datetime import date
from typing import Any

from portal_apps.deputies.models import Body
from portal_apps.motions import services as do
from portal_apps.motions.models import Commitment, Handling, ResultClass, Sponsor
from portal_apps.motions.states import HandlingState

from ..errors import NotDone
from ..files import named
from ..models import Peer

Said = dict[str, Any]


def sub_assigned(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    """To a department; or, within a department, to one of its desks."""
    to = _unit(peer, said["unit"])
    if "desk" not in said:
        do.dispatch(handling, by=peer.identity, unit=to, reason=said.get("reason", ""))
        return
    _at_unit(peer, handling, said["unit"]["name"])
    desk = Body.objects.open().filter(kind="desk", parent=to, name=said["desk"]).first()
    if desk is None:
        raise NotDone("unknown_desk", f"{to}没有登记“{said['desk']}”这个办理岗位。", "/body/desk")
    due = _day(said, "due_on")
    do.sub_assign(handling, by=peer.identity, desk=desk, task=said.get("task", ""), due_on=due)


def signed_for(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    do.sign_for(_at_unit(peer, handling, unit), by=peer.identity)


def return_requested(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    """The unit asks, and the office passes it on: one message says both."""
    handling = do.request_return(
        _at_unit(peer, handling, unit),
        by=peer.identity,
        grounds=said["grounds"],
        suggested_unit=said.get("suggested_unit", ""),
        file=next(iter(named(peer, said)), None),
    )
    do.pass_return(handling, by=peer.identity, opinion=said["opinion"])


def first_contact(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    everybody = Sponsor.objects.confirmed().filter(item__in=handling.item.answered_together)
    chosen = everybody.filter(pk__in=said["sponsors"]) if "sponsors" in said else everybody
    if unknown := set(said.get("sponsors", ())) - {one.pk for one in chosen}:
        raise NotDone("unknown_sponsor", f"这一件没有编号 {min(unknown)} 的提出代表。", "/body/sponsors")
    do.contact(
        handling,
        by=peer.identity,
        form=said["form"],
        on=date.fromisoformat(said["on"]),
        sponsors=list(chosen),
        notes=said["notes"],
    )


def assist_opinion(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    do.opine(handling, by=peer.identity, opinion=said["opinion"])


def extension_requested(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    do.ask_extension(
        handling,
        by=peer.identity,
        reason=said["reason"],
        explained_on=date.fromisoformat(said["explained_on"]),
        until=_day(said, "until"),
    )


def reply_delivered(peer: Peer, handling: Handling, said: Said, unit: str) -> Said:
    """Drafted, promised, signed and delivered in one: all of it, or nothing."""
    letter = dict(said["letter"])
    given, wanted = letter.pop("class", ""), _class_of(letter["situation"])
    if given and given != wanted:
        raise NotDone(
            "class_differs", f"这种情形的办理结果是 {wanted} 类，写的是 {given} 类。", "/body/letter/class"
        )
    by = peer.identity
    letter["body"] = [{"heading": "", **part} for part in letter["body"]]
    handling = do.draft_reply(handling, by=by, letter=do.Letter(**letter))
    for index, one in enumerate(said.get("promises", ())):
        if date.fromisoformat(one["due_on"]) < date.today():
            raise NotDone("refused", "承诺的日期已经过去。", f"/body/promises/{index}/due_on")
        do.promise(handling, by=by, **{**one, "due_on": date.fromisoformat(one["due_on"])})
    handling = do.sign_reply(handling, by=by)
    do.deliver_reply(handling, by=by, file=next(iter(named(peer, said)), None))
    made = handling.commitments.filter(reply=handling.replies.last()).order_by("pk")
    return {"promises": [{"id": one.pk, "promise": one.promise} for one in made]}


def promise_fulfilled(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    one = _promise(handling, said)
    do.fulfil(one, by=peer.identity, outcome=said["outcome"], evidence=named(peer, said))


def promise_explained(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    one = _promise(handling, said)
    do.explain(one, by=peer.identity, outcome=said["outcome"], files=named(peer, said))


def disposed(peer: Peer, handling: Handling, said: Said, unit: str) -> None:
    do.dispose(handling, by=peer.identity, disposal=said["disposal"])


ACTS: dict[str, Callable[[Peer, Handling, Said, str], Said | None]] = {
    act.__name__: act
    for act in (
        sub_assigned,
        signed_for,
        return_requested,
        first_contact,
        assist_opinion,
        extension_requested,
        reply_delivered,
        promise_fulfilled,
        promise_explained,
        disposed,
    )
}


OPENING = ("sub_assigned", "signed_for", "return_requested")  # by these a unit gets what lay with the office


def perform(peer: Peer, handling: Handling, message: Said) -> Said:
    """What the answer says besides where it stands now. Raises NotDone, Refused, PermissionDenied, Fault."""
    if handling.state == HandlingState.AT_OFFICE and message["kind"] not in OPENING:
        raise NotDone("not_dispatched", "还没有分给承办单位，请先发“分办”或者“签收”。", "/kind")
    return ACTS[message["kind"]](peer, handling, message["body"], message.get("unit", "")) or {}


def _at_unit(peer: Peer, handling: Handling, unit: str) -> Handling:
    """What a unit does it can only do when the office gave it to the unit: their word for one says the other."""
    if handling.state != HandlingState.AT_OFFICE:
        return handling
    to = _unit(peer, {"name": unit}) if unit else handling.unit
    return do.dispatch(handling, by=peer.identity, unit=to)


def _unit(peer: Peer, said: Said) -> Body:
    units = Body.objects.open().filter(kind="handling_unit")
    below = units.filter(parent=peer.office_id) | units.filter(pk=peer.office_id)
    found = below.filter(pk=said["id"]).first() if "id" in said else below.filter(name=said["name"]).first()
    if found is None:
        raise NotDone(
            "unknown_unit", f"{peer.office}下面没有登记“{said['name']}”这个承办单位。", "/body/unit"
        )
    return found


def _promise(handling: Handling, said: Said) -> Commitment:
    one = handling.commitments.filter(pk=said["promise"]).first()
    if one is None:
        raise NotDone("unknown_promise", f"这一件没有编号 {said['promise']} 的承诺事项。", "/body/promise")
    return one


def _class_of(situation: str) -> str:
    return ResultClass.objects.get(situation=situation).letter


def _day(said: Said, name: str) -> date | None:
    return date.fromisoformat(said[name]) if name in said else None

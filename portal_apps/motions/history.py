"""The one time line of an item, for each reader what is theirs to see."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from foundation.accounts.models import User
from foundation.rights.may import Remembered, may

from .models import Contact, Evaluation, Event, Handling, Item, Publicity, Reply
from .offers import roles_of
from .public.redacting import passages_of
from .reach import concerned

#: inside a unit until the reply is delivered
OF_UNIT = {
    "sub_assign",
    "finish_sub",
    "draft_reply",
    "promise",
    "drop_promise",
    "dismiss",
    "send_back_reply",
    "sign_reply",
}
#: among the sponsors until it is filed
OF_SPONSORS = {"write", "edit", "attach", "invite", "uninvite", "cosign", "decline", "step_back"}
SMALL = {"edit", "attach", "comment"}  # many, and told elsewhere on the page
OF_LEADERS = {"instruct", "propose_key"}


@dataclass
class Line:
    """One entry. `who` is a name, a unit, or 您."""

    at: datetime
    title: str
    who: str
    text: str = ""
    units: list[Handling] = field(default_factory=list)
    reply: Reply | None = None
    contact: Contact | None = None
    event: Event | None = None
    by_proxy: bool = False
    sheet: bool = False  # may look at what was signed


def lines_of(item: Item, reader: User) -> list[Line]:
    """Oldest first."""
    events = Event.objects.filter(item=item).exclude(verb__in=SMALL).order_by("at", "pk")
    rows = events.select_related("by", "on_behalf", "for_person", "entry", "handling__unit", "document")
    sees = _Eyes(item, reader)
    about = _About(item)
    made = [_line(event, reader, about) for event in rows if sees.event(event)]
    merge = getattr(item, "merge", None)
    if merge is not None:  # the reply comes from the one it was merged into
        theirs = Event.objects.filter(item=merge.into, verb="deliver_reply").select_related(
            "by", "handling__unit"
        )
        made += [_line(event, reader, _About(merge.into)) for event in theirs]
    return sorted(made, key=lambda line: line.at)


class _Eyes:
    """What one reader may see of the history."""

    def __init__(self, item: Item, reader: User) -> None:
        roles = roles_of(item, reader)
        self.sponsor = bool(roles) or item.typed_by_id == reader.pk
        self.leaders = (not roles and may(reader, "suggestions.supervise")) or may(
            reader, "suggestions.choose_key"
        )
        held, rights = item.handlings.all(), Remembered(reader)
        self.units = {
            one.pk
            for one in held
            if rights.may("suggestions.handle", one) or rights.may("suggestions.sign_reply", one)
        }
        self.only_public = not concerned(reader, item)

    def event(self, event: Event) -> bool:
        if event.verb in OF_SPONSORS:
            return self.sponsor
        if event.verb in OF_UNIT:
            return event.handling_id in self.units
        if event.verb in OF_LEADERS:
            return self.leaders or bool(self.units)
        if event.verb == "hand_out":
            return False  # stands with 交办
        return not self.only_public or event.verb in PUBLIC


PUBLIC = {"submit", "accept", "assign", "sign_for", "deliver_reply", "close", "register", "close_motion"}


class _About:
    """What the lines of one item speak of, read at once and only where a line asks for it."""

    def __init__(self, item: Item) -> None:
        self.item = item

    @cached_property
    def replies(self) -> dict[int, Reply]:
        rows = Reply.objects.filter(handling__item=self.item).select_related("handling__unit")
        return {one.pk: one for one in rows}

    @cached_property
    def evaluations(self) -> dict[int, Evaluation]:
        return {one.pk: one for one in Evaluation.objects.filter(handling__item=self.item)}

    @cached_property
    def contacts(self) -> list[Contact]:
        return list(Contact.objects.filter(handling__item=self.item).order_by("at"))

    @cached_property
    def units(self) -> list[Handling]:
        return list(self.item.handlings.exclude(state="cancelled").select_related("unit"))

    def contact(self, event: Event) -> Contact | None:
        """The one that was entered by this event."""
        until = [one for one in self.contacts if one.handling_id == event.handling_id and one.at <= event.at]
        return until[-1] if until else None


def _line(event: Event, reader: User, about: _About) -> Line:
    me = event.by if event.for_person_id and not event.on_behalf_id else event.on_behalf or event.by
    line = Line(
        at=event.at,
        title=event.step.name,
        who="您" if me.pk == reader.pk else _who(event, me),
        text=event.reason,
        event=event,
        by_proxy=event.for_person_id is not None or event.on_behalf_id is not None,
    )
    entry = event.entry
    if entry is not None and entry.scan:
        line.sheet = reader.pk in (entry.person_id, entry.by_id) or may(reader, "deputies.enter_for")
    detail: dict[str, Any] = event.detail
    if event.verb in ("accept", "register") and detail.get("number"):
        line.title = f"{'受理' if event.verb == 'accept' else '登记'}，编为{detail['number']}"
    if event.verb == "assign":
        line.title = "交办"
        line.units = about.units
    if event.verb == "deliver_reply":
        line.title = f"{line.who}答复代表"
        line.reply = about.replies.get(detail["reply"])
    if event.verb == "contact":
        line.contact = about.contact(event)
    if detail.get("evaluation"):
        line.text = _judged(about.evaluations[detail["evaluation"]])
    if event.verb == "treat_as_letter" and detail.get("where"):
        line.text = f"{line.text}可以到：{detail['where']}"
    return line


def _judged(one: Evaluation) -> str:
    said = f"办理态度{one.get_attitude_display()}，办理结果{one.get_result_display()}。"
    return f"{said}{one.reasons}"


def _who(event: Event, me: User) -> str:
    via = event.detail.get("via")
    if via:  # it came from another system, for this unit
        return f"{via['unit']}（经{via['system']}）"
    if event.handling is not None and event.step.right.endswith((".handle", ".sign_reply")):
        return str(event.handling.unit)
    return str(event.for_person or me.get_full_name())


def as_public(lines: list[Line]) -> list[Line]:
    """For who reads an item only because everybody does: no reply that was not approved for the public as a whole."""
    for line in lines:
        kept = line.reply is not None and line.reply.approved_publicity != Publicity.FULL
        if kept or (line.reply is not None and passages_of(line.reply.handling.item, line.reply)):
            line.reply = None
        line.text = ""
    return lines


def folded(lines: list[Line], keep: int = 3) -> tuple[list[Line], list[Line]]:
    """(what is over and can be shut, the last few that are open)."""
    return (lines[:-keep], lines[-keep:]) if len(lines) > keep + 2 else ([], lines)

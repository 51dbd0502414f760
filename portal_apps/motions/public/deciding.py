"""The two acts that decide what the public reads, on the screen: what was found in the text, what is proposed, and the
page as the public would read it, before anybody may approve it."""

from dataclasses import dataclass
from typing import Any

from foundation.accounts.models import User
from foundation.audit.services import record

from ..models import Item, Publicity, Reply
from .findings import LOOK, NUMBER, Passage, marked, numbers
from .models import Redaction
from .preview import digest, page, rehearsed

ACTS = ("publish", "approve_publicity")


@dataclass(frozen=True)
class Checked:
    """The text with what was found in it."""

    lines: list[list[Passage]]
    wish: str

    @property
    def found(self) -> list[Passage]:
        return [one for line in self.lines for one in line if one.label]

    @property
    def barred(self) -> int:
        return sum(one.level == NUMBER for one in self.found)

    @property
    def doubtful(self) -> int:
        return sum(one.level == LOOK for one in self.found)


@dataclass(frozen=True)
class Look:
    """`html` is the page; empty: the public reads nothing, with `waits` because the item itself is not public.
    `mark` says which page somebody looked at."""

    html: str
    mark: str
    waits: bool = False

    @property
    def button(self) -> str:
        return "就这样公开" if self.html else "就这样审定" if self.waits else "就这样，不公开"


def checked(offer: Any) -> Checked | None:
    """For the acts that publish; none for all others."""
    if offer.step.key not in ACTS:
        return None
    return Checked(marked(offer.item, _reply(offer)), offer.item.get_open_wish_display())


def proposal(offer: Any) -> dict[str, Any]:
    """What the form begins with: what was decided before, and to hide what may not go out."""
    if offer.step.key not in ACTS:
        return {}
    item, reply = offer.item, _reply(offer)
    kept = Redaction.objects.filter(item=item, reply=reply).first()
    hidden = [*(kept.passages if kept else []), *numbers(item, reply)]
    said = {"redactions": "\n".join(dict.fromkeys(hidden))}
    if reply is not None and reply.approved_publicity:
        decided = {"publicity": reply.approved_publicity, "reason": reply.publicity_note}
        return said | decided | {"summary": reply.public_summary}
    if reply is None and item.publicity:
        return said | {"publicity": item.publicity, "reason": item.publicity_reason, "summary": item.summary}
    return said


def to_look_at(offer: Any, by: User, said: dict[str, Any], previewed: str) -> Look | None:
    """The page, unless `previewed` says that somebody saw exactly this one. Raises what the verb raises."""
    if offer.step.key not in ACTS:
        return None
    from .. import services

    document = rehearsed(getattr(services, offer.step.key), offer.thing, offer.item, by=by, **said)
    mark = digest(document)
    if previewed == mark:
        return None
    record(actor=by, verb="motions.look_at_public", obj=offer.thing)
    waits = document is None and said.get("publicity") != Publicity.NONE
    return Look(page(document) if document else "", mark, waits)


def _reply(offer: Any) -> Reply | None:
    """The one that is decided about."""
    if isinstance(offer.thing, Item):
        return None
    return offer.thing.replies.filter(state=Reply.State.DELIVERED).last()

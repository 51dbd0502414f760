"""Which acts of the table a person may do now: the buttons of the case page, the queue, and the door of each act's form.

The verb asks again when it is done; here nothing is shown that it would refuse for sure.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.rights.may import Remembered, may

from . import clocks
from .models import Commitment, Evaluation, Handling, Item, Reply, Sponsor
from .table import BY_KEY, HANDLING, ITEM, PROMISE, Step, possible

WITHIN_OTHERS = {"write", "hand_out", "cancel", "receive_converted"}  # these have no form of their own
ON_THE_PAGE = {"edit", "submit", "attach"}  # done on the writing page
ON_THE_REPLY = {"draft_reply", "promise", "drop_promise", "dismiss"}  # done on the page of the reply
TALK = {"comment"}  # has its place below the case


@dataclass(frozen=True)
class Offer:
    """`item` is the one whose page it stands on: with a merged one, the handling belongs to another."""

    step: Step
    thing: Any
    item: Item

    @property
    def on(self) -> int:
        """The key of a handling or a promise; nought for the item itself."""
        return 0 if isinstance(self.thing, Item) else self.thing.pk

    @property
    def of(self) -> str:
        """Beside the name, where there are several."""
        if isinstance(self.thing, Handling):
            return str(self.thing.unit)
        return str(self.thing) if isinstance(self.thing, Commitment) else ""


def offers(item: Item, user: User) -> list[Offer]:
    """Everything this person may do on this page now, in the order of the table."""
    look = _Look(item, user)
    return [one for thing in things_of(item) for one in _of(thing, look)]


def things_of(item: Item) -> Iterator[Item | Handling | Commitment]:
    """The item, its units, their promises; for a merged one the replies that are for it too."""
    yield item
    merge = getattr(item, "merge", None)
    of = item if merge is None else merge.into
    yield from Handling.objects.filter(item=of).select_related("unit", "item", "office")
    if merge is None:
        yield from (
            Commitment.objects.standing()
            .filter(handling__item=item)
            .select_related("handling__unit", "reply")
        )


def offered(key: str, thing: Any, item: Item, user: User) -> bool:
    return any(one.step.key == key for one in _of(thing, _Look(item, user)))


class _Look:
    """One person at one item: what they are there and what they may, each asked once."""

    def __init__(self, item: Item, user: User) -> None:
        self.item, self.user = item, user
        self.roles = roles_of(item, user)
        self.rights = Remembered(user)


def _of(thing: Any, look: _Look) -> Iterator[Offer]:
    item = look.item
    subject = subject_of(thing)
    merged = isinstance(thing, Handling) and thing.item_id != item.pk
    for step in possible(subject, item.kind, thing.state):
        if step.key in WITHIN_OTHERS or (merged and step.key != "evaluate"):
            continue
        if not is_theirs(step, item, look.roles):
            continue
        if not look.rights.may(step.right_for(item.kind), item if merged else thing):
            continue
        fits = FITS.get(step.key)
        if fits is None or fits(thing, item, look.user):
            yield Offer(step, thing, item)


def roles_of(item: Item, user: User) -> set[str]:
    mine = item.sponsors.carrying().filter(mandate__person__account=user)
    return set(mine.values_list("role", flat=True))


def subject_of(thing: Any) -> str:
    return ITEM if isinstance(thing, Item) else HANDLING if isinstance(thing, Handling) else PROMISE


def is_theirs(step: Step, item: Item, roles: set[str]) -> bool:
    if step.who in ("lead", "co"):
        return step.who in roles
    return bool(roles) or not (step.who == "sponsor" or item.is_private)


def _own(state: str) -> Callable[..., bool]:
    def fits(thing: Any, item: Item, user: User) -> bool:
        return item.sponsors.of_deputy(user).filter(state=state).exists()

    return fits


def _not_agreed(thing: Any, item: Item, user: User) -> bool:
    mine = item.sponsors.confirmed().of_deputy(user)
    return mine.filter(wants_withdrawal_at=None).exists()


def _not_judged(thing: Handling, item: Item, user: User) -> bool:
    return not thing.evaluations.filter(item=item, round=thing.round, commitment=None).exists()


def _return_over(thing: Handling, item: Item, user: User) -> bool:
    clock = clocks.open_clock(thing, "return")
    return clock is not None and localdate() > clock.due_on


def _in_time_to_return(thing: Handling, item: Item, user: User) -> bool:
    return not _return_over(thing, item, user)


def _passed(thing: Handling, item: Item, user: User) -> bool:
    return not thing.office_id or thing.returns.filter(granted=None).exclude(passed_at=None).exists()


def _to_pass(thing: Handling, item: Item, user: User) -> bool:
    return bool(thing.office_id) and thing.returns.filter(granted=None, passed_at=None).exists()


def _silent(thing: Handling, item: Item, user: User) -> bool:
    clock = clocks.open_clock(thing, "evaluate")
    return clock is None or localdate() > clock.due_on


def _urged(thing: Handling, item: Item, user: User) -> bool:
    return bool(thing.office_id) or may(user, "suggestions.supervise")


def _key(**state: Any) -> Callable[..., bool]:
    return lambda thing, item, user: type(item).objects.filter(pk=item.pk, **state).exists()


FITS: dict[str, Callable[..., bool]] = {
    "cosign": _own(Sponsor.State.INVITED),
    "decline": _own(Sponsor.State.INVITED),
    "step_back": _own(Sponsor.State.CONFIRMED),
    "uninvite": lambda thing, item, user: item.sponsors.carrying().filter(role=Sponsor.Role.CO).exists(),
    "agree_withdrawal": _not_agreed,
    "request_return": _in_time_to_return,
    "admit_late_return": _return_over,
    "pass_return": _to_pass,
    "grant_return": _passed,
    "refuse_return": _passed,
    "finish_sub": lambda thing, item, user: thing.subs.filter(done_at=None).exists(),
    "opine": lambda thing, item, user: not thing.answers,
    "draft_reply": lambda thing, item, user: thing.answers,
    "drop_promise": lambda thing, item, user: thing.commitments.filter(
        reply__state=Reply.State.DRAFT
    ).exists(),
    "ask_extension": lambda thing, item, user: clocks.open_clock(thing, "reply") is not None,
    "decide_extension": lambda thing, item, user: thing.extensions.filter(granted=None).exists(),
    "approve_publicity": lambda thing, item, user: thing.replies.filter(state=Reply.State.DELIVERED).exists(),
    "evaluate": _not_judged,
    "note_silence": _silent,
    "end_tracking": lambda thing, item, user: not thing.commitments.open().standing().exists(),
    "evaluate_promise": lambda thing, item, user: (
        not Evaluation.objects.filter(commitment=thing, item=item).exists()
    ),
    "propose_key": _key(key=None),
    "decide_key": _key(key__isnull=False, key__chosen=None),
    "report_key": _key(key__chosen=True),
    "urge": _urged,
    "close": lambda thing, item, user: Item.objects.to_close().filter(pk=item.pk).exists(),
}
#: What moves the case on, most wanted first: of these one is the red button.
FORWARD = tuple(
    BY_KEY[key]
    for key in (
        "cosign", "submit", "pass_check", "register", "accept", "classify", "propose_units", "assign", "dispatch",
        "grant_return", "pass_return", "reassign", "decide_extension", "sign_for", "evaluate", "evaluate_promise",
        "contact", "opine", "draft_reply", "sign_reply", "deliver_reply", "assess", "dispose", "fulfil", "note_silence",
        "end_tracking", "close", "refer", "put_on_agenda", "record_vote", "report_followup", "close_motion",
        "decide_key",
    )
)  # fmt: skip
#: What is open for long besides: the red button only in these states.
ONLY_AT = {
    "classify": ("accepted",),
    "propose_units": ("accepted", "classified"),
    "reassign": ("returned",),
    "contact": ("accepted",),
    "draft_reply": ("accepted", "handling", "redo"),
    "report_followup": (),
    "put_on_agenda": ("under_review",),
}


def next_of(found: list[Offer]) -> Offer | None:
    """What this person should do first."""
    for step in FORWARD:
        for one in found:
            if one.step == step and one.thing.state in ONLY_AT.get(step.key, (one.thing.state,)):
                return one
    return None

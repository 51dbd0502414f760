"""The eight steps of a suggestion and the seven of a motion: where an item stands, and when each was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .models import Event, Handling, Item
from .states import HandlingState as H
from .states import ItemState as S
from .states import Kind

#: (name, verbs that do it)
SUGGESTION = (
    ("提交", ("submit",)),
    ("受理", ("accept", "merge", "receive_converted")),
    ("交办", ("assign",)),
    ("签收", ("sign_for",)),
    ("联系", ("contact",)),
    ("答复", ("deliver_reply",)),
    ("评价", ("evaluate", "note_silence")),
    ("跟踪", ("end_tracking", "close")),
)
MOTION = (
    ("提交", ("submit",)),
    ("核对", ("pass_check",)),
    ("登记", ("register",)),
    ("审议", ("refer",)),
    ("决定", ("put_on_agenda", "follow_up", "convert")),
    ("办理", ("record_vote", "report_followup")),
    ("办结", ("close_motion",)),
)
OF_KIND = {Kind.SUGGESTION.value: SUGGESTION, Kind.MOTION.value: MOTION}
#: the step that is now, by the state of the item
AT: dict[str, int] = {
    S.DRAFT: 1, S.COSIGNING: 1, S.RETURNED: 1, S.DELEGATION_CHECK: 2, S.SECRETARIAT_REVIEW: 2, S.COMMISSION_REVIEW: 2,
    S.ACCEPTED: 3, S.CLASSIFIED: 3, S.PROPOSED: 3, S.MERGED: 6, S.CLOSED: 9,
}  # fmt: skip
MOTION_AT: dict[str, int] = {
    S.DRAFT: 1, S.COSIGNING: 1, S.RETURNED: 1, S.DELEGATION_CHECK: 2, S.SUBMITTED: 3, S.REGISTERED: 4,
    S.UNDER_REVIEW: 5, S.ON_AGENDA: 6, S.FOLLOWED_UP: 6, S.VOTED: 7, S.CLOSED: 8, S.CONVERTED: 6,
}  # fmt: skip
#: and, once it is assigned, by the states of the units; the one furthest behind counts
HANDLED_AT: dict[str, int] = {
    H.AT_OFFICE: 4, H.ASSIGNED: 4, H.RETURN_REQUESTED: 4, H.RETURNED: 4, H.ACCEPTED: 5, H.HANDLING: 6, H.DRAFTED: 6,
    H.SIGNED: 6, H.REDO: 6, H.REPLIED: 7, H.ASSESSMENT: 8, H.DISPOSING: 8, H.TRACKING: 8, H.DONE: 8,
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """`state`: done, now, you (it is the reader's turn), next."""

    name: str
    state: str
    at: datetime | None = None


def step_at(item: Item, handlings: Iterable[Handling]) -> int:
    """Which step is now, from 1; one more than there are when all is done; 0 where the way ended early."""
    if item.kind == Kind.MOTION:
        return MOTION_AT.get(item.state, 0)
    if item.state != S.ASSIGNED:
        return AT.get(item.state, 0)
    behind = [HANDLED_AT[one.state] for one in handlings if one.answers and one.state in HANDLED_AT]
    return min(behind, default=4)


def marks(item: Item, handlings: Iterable[Handling], events: Iterable[Event], *, mine: bool) -> list[Mark]:
    """`mine`: the reader has to act now."""
    done: dict[str, datetime] = {}
    for event in events:
        done[event.verb] = event.at
    at, made = step_at(item, handlings), []
    for number, (name, verbs) in enumerate(OF_KIND[item.kind], 1):
        days = [done[verb] for verb in verbs if verb in done]
        state = "done" if number < at else "next" if number > at or not at else "you" if mine else "now"
        made.append(Mark(name, state, max(days) if days and state == "done" else None))
    return made

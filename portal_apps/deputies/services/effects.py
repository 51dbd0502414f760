"""What a step does besides the change of state. Each answers what it changed, so that it can be read and taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.rights.refusals import Refused

from ..models import Body, Mandate, MandateChange, Membership, Source
from ..states import BACK, SAME, Step
from .checks import assert_body
from .facts import Facts


@dataclass(frozen=True)
class Move:
    """Where a deputy goes within the area; what is None stays. `groups` are deputy groups."""

    delegation: Body | None = None
    groups: list[Body] | None = None
    employer: str | None = None


def reached(mandate: Mandate, step: Step) -> str:
    """The state after the step."""
    if step.to == SAME:
        return mandate.state
    return last_change_of_state(mandate).from_state if step.to == BACK else step.to


def last_change_of_state(mandate: Mandate) -> MandateChange:
    """The newest change that still holds and moved the state. Raises Refused where nothing came before it."""
    rows = MandateChange.objects.filter(mandate=mandate).exclude(verb__in=("annul", "correct"))
    annulled = MandateChange.objects.filter(mandate=mandate, verb="annul").values("corrects")
    for row in rows.exclude(pk__in=annulled):
        if row.from_state != row.to_state and row.from_state:
            return row
    raise Refused("以前没有可以撤销的状态变更。")


def _begin(mandate: Mandate, row: MandateChange, facts: Facts, move: Move | None) -> dict:
    """General elections serve from the first session of the term, by-elections from their announcement."""
    if mandate.starts_on is None:
        general = mandate.source == Source.GENERAL
        mandate.starts_on = (mandate.term.since if general else None) or facts.decided_on
        return {"starts_on": [None, str(mandate.starts_on)]}
    return {}


def _end(mandate: Mandate, row: MandateChange, facts: Facts, move: Move | None) -> dict:
    """Posts that stand on the mandate end with it (选举法第五十五条、地方组织法第四十七条)."""
    posts = Membership.objects.open().filter(mandate=mandate)
    ended = list(posts.values_list("pk", flat=True))
    posts.update(
        until=facts.decided_on,
        end_ground=f"代表资格终止：{facts.announcement or facts.document_number}"[:200],
    )
    effect: dict[str, Any] = {"posts": ended, "ends_on": [_text(mandate.ends_on), _text(facts.decided_on)]}
    if mandate.proposal_id:
        effect["proposal"] = mandate.proposal_id
    mandate.ends_on = facts.decided_on
    return effect


def _move(mandate: Mandate, row: MandateChange, facts: Facts, move: Move | None) -> dict:
    if move is None or (move.delegation is None and move.groups is None and move.employer is None):
        raise Refused("请填调到哪里：代表团、小组或者工作单位。")
    effect: dict[str, Any] = {}
    if move.delegation is not None and move.delegation != mandate.delegation:
        assert_body(move.delegation, "delegation", mandate.term)
        effect["delegation"] = [str(mandate.delegation or ""), str(move.delegation)]
        _leave(mandate, facts, "delegation", "deputy_group")
        mandate.delegation = move.delegation
    if move.groups is not None:
        effect["groups"] = _regroup(mandate, move.groups, facts)
    if move.employer is not None and move.employer != mandate.person.employer:
        effect["employer"] = [mandate.person.employer, move.employer]
        mandate.person.employer = move.employer
        mandate.person.save(update_fields=["employer"])
    if not effect:
        raise Refused("和现在一样，没有变动。")
    return effect


def _leave(mandate: Mandate, facts: Facts, *kinds: str) -> None:
    posts = Membership.objects.open().of_kind(*kinds).filter(mandate=mandate)
    posts.update(until=facts.decided_on, end_ground="市内调动")


def _regroup(mandate: Mandate, groups: list[Body], facts: Facts) -> list[str]:
    posts = Membership.objects.open().of_kind("deputy_group").filter(mandate=mandate).select_related("body")
    before = {post.body for post in posts}
    posts.exclude(body__in=groups).update(until=facts.decided_on, end_ground="市内调动")
    for group in groups:
        assert_body(group, "deputy_group", mandate.term)
        if group not in before:
            Membership.objects.create(
                person=mandate.person, mandate=mandate, body=group, post="member", since=facts.decided_on
            )
    return ["、".join(map(str, before)), "、".join(map(str, groups))]


def _annul(mandate: Mandate, row: MandateChange, facts: Facts, move: Move | None) -> dict:
    """Take back what the mistaken change did."""
    mistaken = last_change_of_state(mandate)
    row.corrects = mistaken
    Membership.objects.filter(pk__in=mistaken.effect.get("posts", [])).update(until=None, end_ground="")
    for name in ("starts_on", "ends_on"):
        if name in mistaken.effect:
            before = mistaken.effect[name][0]
            setattr(mandate, name, date.fromisoformat(before) if before else None)
    mandate.proposal_id = mistaken.effect.get("proposal")
    return {"annuls": mistaken.pk}


def _text(day) -> str | None:
    return str(day) if day else None


Effect = Callable[[Mandate, MandateChange, Facts, Move | None], dict]
EFFECTS: dict[str, Effect] = {
    "confirm": _begin,
    "reject": _end,
    "terminate": _end,
    "move": _move,
    "annul": _annul,
}

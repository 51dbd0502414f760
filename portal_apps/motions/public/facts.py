"""From an item to what the public reads of it. Every field that goes out is named here; the page, the interface and the
yearly files of open data are made from this and from nothing else."""

from typing import Any

from django.utils.timezone import localdate

from ..models import Evaluation, Handling, Item, Publicity, Reply, Text
from ..models.judging import Grade
from ..states import PromiseState
from .course import SITUATIONS, course_of, places_of, stand_of
from .redacting import passages_of, without
from .selecting import SHUT, Loaded

Record = dict[str, Any]
HOME = "/suggestions/"
OFFICE = "市人大常委会代表工作机构"


def path_of(item: Item) -> str:
    """Never changes: neither number nor title is in it."""
    return f"{HOME}{item.uid.hex[:16]}/"


def line_of(item: Loaded) -> Record:
    """What a list says. `item` comes from `selecting.for_lists`."""
    stand, stand_label = stand_of(item)
    return {
        "path": path_of(item),
        "kind": item.kind,
        "kind_label": item.get_kind_display(),
        "number": item.number or "",
        "title": without(item.title, passages_of(item)),
        "session": str(item.session or item.term),
        "lead_sponsor": next((one.mandate.person.name for one in item.leads), ""),
        "delegation": str(item.delegation or ""),
        "category": str(item.category or ""),
        "submitted_on": localdate(item.submitted_at).isoformat() if item.submitted_at else "",
        "state": stand,
        "state_label": stand_label,
        "result_class": "".join(dict.fromkeys(one.result_class for one in last_replies(item))),
        "units": [
            {"name": str(one.unit), "role": one.role, "role_label": one.get_role_display()}
            for one in places_of(item)
        ],
    }


def record_of(item: Loaded, evaluation: str) -> Record:
    """Everything. `item` comes from `selecting.for_pages`; `evaluation` is the rule `motions.public_evaluation`."""
    hidden = passages_of(item)
    full = item.publicity == Publicity.FULL
    text = filed_text(item) if full else None
    return {
        "id": item.uid.hex,
        **line_of(item),
        "in_session": item.in_session,
        "co_sponsors": [one.mandate.person.name for one in item.signed],
        "survey_based": bool(item.survey),
        "key_supervised": _supervised(item),
        "publicity": item.publicity,
        "publicity_label": Publicity(item.publicity).label,
        "publicity_reason": "" if full else without(item.publicity_reason, hidden),
        "publicity_by": OFFICE,
        "text": [{"heading": name, "text": without(words, hidden)} for name, words in text.parts()]
        if text
        else [],
        "summary": "" if full else without(item.summary, hidden),
        "course": course_of(item),
        "replies": [_reply(item, one) for place in places_of(item) for one in place.delivered],
        "evaluations": _evaluations(item, evaluation),
        "promises": [
            _promise(item, place, reply, one)
            for place in places_of(item)
            for reply in place.delivered
            if reply.approved_publicity in SHOWING
            for one in place.promised
            if one.reply_id == reply.pk
        ],
        "with": _beside(item),
        "published_on": localdate(item.published_at).isoformat(),
    }


def filed_text(item: Item) -> Text | None:
    """The last words that were handed in; a later draft is nobody's to read."""
    return next((one for one in reversed(item.texts.all()) if one.filed_at), None)


SHOWING = (Publicity.FULL, Publicity.SUMMARY)


def last_replies(item: Loaded) -> list[Reply]:
    """The last one delivered by each unit."""
    return [place.delivered[-1] for place in places_of(item) if place.delivered]


def anchor_of(reply: Reply) -> str:
    return f"reply-{reply.handling_id}-{reply.round}"


def _reply(item: Loaded, reply: Reply) -> Record:
    """Its words as far as somebody approved them; the class, the unit and the day are never hidden."""
    hidden, approved = passages_of(item, reply), reply.approved_publicity
    handling = next(one for one in places_of(item) if one.pk == reply.handling_id)
    body = reply.body if approved == Publicity.FULL else []
    return {
        "anchor": anchor_of(reply),
        "unit": str(handling.unit),
        "round": reply.round,
        "title": without(reply.title, hidden) if approved in SHOWING else "",
        "document_number": reply.document_number,
        "signed_on": reply.signed_on.isoformat() if reply.signed_on else "",
        "delivered_on": localdate(reply.delivered_at).isoformat() if reply.delivered_at else "",
        "result_class": reply.result_class,
        "result_label": SITUATIONS.get(reply.situation, ""),
        "publicity": approved or "pending",
        "publicity_label": Publicity(approved).label if approved else "正在审定",
        "publicity_reason": without(reply.publicity_note, hidden)
        if approved and approved != Publicity.FULL
        else "",
        "publicity_by": OFFICE if approved else "",
        "published_on": localdate(reply.published_at).isoformat() if reply.published_at else "",
        "text": [
            {"heading": without(one.get("heading", ""), hidden), "text": without(one.get("text", ""), hidden)}
            for one in body
        ],
        "summary": without(reply.public_summary, hidden) if approved == Publicity.SUMMARY else "",
    }


def _evaluations(item: Loaded, policy: str) -> list[Record]:
    """Of this item's own lead, as far as the policy lets them out. None is none: nobody is made satisfied."""
    if policy == "none":
        return []
    hidden = passages_of(item)
    return [_evaluation(one, hidden if policy == "reasons" else None) for one in item.judged]


def _evaluation(one: Evaluation, hidden: list[str] | None) -> Record:
    return {
        "on": localdate(one.at).isoformat(),
        "round": one.round,
        "of_promise": one.commitment_id is not None,
        "attitude": one.attitude,
        "attitude_label": Grade(one.attitude).label,
        "result": one.result,
        "result_label": Grade(one.result).label,
        "reasons": "" if hidden is None else without(one.reasons, hidden),
    }


def _promise(item: Item, place: Handling, reply: Reply, one: Any) -> Record:
    """What, by when, and whether: the words of the reply, not those of the unit's later reports, which nobody approved."""
    return {
        "promise": without(one.promise, passages_of(item, reply)),
        "unit": str(place.unit),
        "due_on": one.due_on.isoformat(),
        "state": one.state,
        "state_label": {PromiseState.OPEN: "尚未兑现"}.get(one.state) or one.get_state_display(),
        "settled_on": localdate(one.settled_at).isoformat() if one.settled_at else "",
    }


def _supervised(item: Item) -> str:
    """The body that supervises, where the 主任会议 chose the item."""
    key = getattr(item, "key", None)
    return str(key.supervisor or "主任会议") if key and key.chosen else ""


def _beside(item: Item) -> list[Record]:
    """Items it was merged into or converted from and to, as far as the public reads them."""
    found = [
        ("并入", getattr(getattr(item, "merge", None), "into", None)),
        ("转为", getattr(getattr(item, "converted_to", None), "suggestion", None)),
        ("来自", getattr(getattr(item, "converted_from", None), "motion", None)),
    ]
    return [
        {"how": how, "number": other.number or "", "path": path_of(other)}
        for how, other in found
        if other is not None and is_public(other)
    ]


def is_public(item: Item) -> bool:
    return item.publicity in SHOWING and item.published_at is not None and item.state not in SHUT

"""What a message says. No phone, no address, no number of a card: whom they may call is asked in the case itself."""

from typing import Any

from foundation.attachments.kinds import KINDS
from portal_apps.deputies.models import Body
from portal_apps.motions.models import Evaluation, Event, Handling, Item, Sponsor

from ..files import given_of

Body_ = dict[str, Any]


def unit(body: Body) -> Body_:
    return {"id": body.pk, "name": body.name}


def matter(handling: Handling) -> Body_:
    """The whole item, for who handles it."""
    item = handling.item
    text = item.text
    return {
        "number": item.number or "",
        "title": item.title,
        "kind": item.kind,
        "term": str(item.term),
        "session": str(item.session or ""),
        "category": str(item.category or ""),
        "parts": [{"heading": heading, "text": words} for heading, words in text.parts()] if text else [],
        "sponsors": _sponsors(item),
        "role": handling.role,
        "unit": unit(handling.unit),
        **({"office": unit(handling.office)} if handling.office else {}),
        "task": handling.task,
        **({"assigned_on": handling.assigned_on.isoformat()} if handling.assigned_on else {}),
        "wants_contact": item.wants_contact,
        "attachments": attachments(item),
    }


def _sponsors(item: Item) -> list[Body_]:
    """Also of the items merged into it: each of them is answered."""
    rows = Sponsor.objects.confirmed().filter(item__in=item.answered_together)
    rows = rows.select_related("mandate__person", "mandate__delegation").order_by("-role", "pk")
    return [
        {
            "id": one.pk,
            "name": one.mandate.person.name,
            "role": one.role,
            "delegation": str(one.mandate.delegation or ""),
        }
        for one in rows
    ]


def attachments(item: Item) -> list[Body_]:
    """What the deputies handed in."""
    return [
        {"name": one.name, "digest": one.digest, "size": one.size, "media_type": KINDS[one.kind].media_type}
        for one in given_of(item)
    ]


def reason(event: Event) -> Body_:
    return {"reason": event.reason[:2000]}


def words(event: Event) -> Body_:
    return {"words": event.detail.get("words", event.reason)}


def reassigned(event: Event) -> Body_:
    return {"unit": unit(event.handling.unit), **reason(event)}  # type: ignore[union-attr]


def return_decided(event: Event) -> Body_:
    asked = event.handling.returns.exclude(granted=None).latest("pk")  # type: ignore[union-attr]
    return {"granted": event.verb == "grant_return", "decision": asked.decision}


def extension_decided(event: Event) -> Body_:
    return {"granted": bool(event.detail["granted"]), **reason(event)}


def _grades(event: Event) -> Body_:
    one = Evaluation.objects.get(pk=event.detail["evaluation"])
    return {"attitude": one.attitude, "result": one.result, "reasons": one.reasons}


def evaluated(event: Event) -> Body_:
    return {"round": event.detail["round"], **_grades(event)}


def promise_evaluated(event: Event) -> Body_:
    return {"promise": event.commitment_id, **_grades(event)}


def redo(event: Event) -> Body_:
    return {"demands": event.handling.redo.demands}  # type: ignore[union-attr]


def assessed(event: Event) -> Body_:
    return {"opinion": event.handling.assessment.opinion}  # type: ignore[union-attr]


def instructed(event: Event) -> Body_:
    return {"words": event.item.instructions.latest("pk").text}


def withdrawn(event: Event) -> Body_:
    """The reason stands with the withdrawal of the item, of which this is a part; it is written after this."""
    return {"reason": event.reason[:2000] or "提出代表撤回"}

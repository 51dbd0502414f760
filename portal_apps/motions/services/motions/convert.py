"""The Presidium turns a motion into a suggestion."""

from datetime import date

from django.utils import timezone

from foundation.accounts.models import User

from ...models import PARTS, Conversion, Item, Sponsor, Text
from ...states import Kind
from ..acting import Act, perform
from ..checking.numbers import give_number
from ..writing.words import ABOUT
from .course import decided

COPIED = (
    *ABOUT,
    "title",
    "term",
    "session",
    "in_session",
    "delegation",
    "on_paper",
    "typed_by",
    "submitted_at",
)


def convert(item: Item, *, by: User, decision: str, decided_on: date, seen: int | None = None) -> Item:
    """The same text becomes suggestion no. N with its sponsors; both keep their trace. Answers with the motion, whose
    `converted_to.suggestion` is the suggestion. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        decided(act, decision, decided_on)
        made = perform("receive_converted", _copy(act.item), by=by, change=_number, born=True, within=act)
        Conversion.objects.create(motion=act.item, suggestion=made, decision=decision.strip(), by=by)
        act.detail["suggestion"] = made.pk

    return perform("convert", item, by=by, change=change, seen=seen, decision=decision, decided_on=decided_on)


def _number(act: Act) -> None:
    give_number(act.item)
    act.item.accepted_at = timezone.now()
    act.detail["number"] = act.item.number


def _copy(motion: Item) -> Item:
    """With the text that was filed and everybody who signed it."""
    values = {name: getattr(motion, name) for name in COPIED}
    made = Item.objects.create(kind=Kind.SUGGESTION, **values)
    made.suggested_units.set(motion.suggested_units.all())
    filed = motion.texts.exclude(filed_at=None).latest("number")
    parts = {name: getattr(filed, name) for name in PARTS}
    text = Text.objects.create(item=made, title=filed.title, by=filed.by, filed_at=filed.filed_at, **parts)
    for one in motion.sponsors.confirmed():
        Sponsor.objects.create(
            item=made,
            mandate=one.mandate,
            role=one.role,
            state=one.state,
            order=one.order,
            text=text,
            answered_at=one.answered_at,
            entry=one.entry,
        )
    return made

"""The rows of the queues."""

from collections.abc import Callable
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from foundation.rights.may import may, visible

from ..models import Commitment, Evaluation, Handling, Item, Merge, Redo, ReturnRequest, Sponsor
from ..models.handling import HandlingQuerySet
from ..states import WORKING
from .queue import lit

Rows = Callable[[Any], QuerySet]
ASKED = ReturnRequest.objects.filter(handling=OuterRef("pk"), granted=None)


def handlings(verb: str, *states: str) -> Callable[[Any], HandlingQuerySet]:
    def rows(user) -> HandlingQuerySet:
        return visible(user, verb, Handling.objects.filter(state__in=states))

    return rows


def answering(verb: str, *states: str) -> Rows:
    return lambda user: handlings(verb, *states)(user).answering()


def assisting(verb: str, *states: str) -> Rows:
    return lambda user: handlings(verb, *states)(user).assisting()


def items(verb: str, *states: str, kind: str = "suggestion") -> Rows:
    return lambda user: visible(user, verb, Item.objects.filter(kind=kind, state__in=states))


def led_by(user) -> QuerySet:
    return Sponsor.objects.filter(role=Sponsor.Role.LEAD, mandate__person__account=user).values("item")


def drafts(user) -> QuerySet:
    return Item.objects.filter(pk__in=led_by(user), state__in=("draft", "cosigning", "returned_for_revision"))


def to_cosign(user) -> QuerySet:
    asked = Sponsor.objects.filter(
        role=Sponsor.Role.CO, state=Sponsor.State.INVITED, mandate__person__account=user
    )
    return Item.objects.filter(pk__in=asked.values("item"), state="cosigning")


def to_evaluate(user) -> QuerySet:
    """Replies to what the person leads, also where it was merged into another one, until it was said."""
    again = Exists(Redo.objects.filter(handling=OuterRef("pk")))
    which = Case(When(again, then=Value(2)), default=Value(1), output_field=IntegerField())
    own = Q(item__in=led_by(user)) | Q(item__in=Merge.objects.filter(item__in=led_by(user)).values("into"))
    replied = Handling.objects.filter(own, state="replied").annotate(which=which)
    return replied.filter(Exists(unjudged(user)))


def unjudged(user) -> QuerySet:
    """The person's own items that a handling (the outer row) answers and that were not judged yet."""
    said = Evaluation.objects.filter(
        item=OuterRef("pk"),
        handling=OuterRef(OuterRef("pk")),
        round=OuterRef(OuterRef("which")),
        commitment=None,
    )
    answered = Item.objects.filter(Q(pk=OuterRef("item")) | Q(merge__into=OuterRef("item")))
    return answered.filter(~Exists(said), pk__in=led_by(user))


def promises(user) -> QuerySet:
    return visible(user, "suggestions.handle", Commitment.objects.open().standing())


def promises_to_judge(user) -> QuerySet:
    judged = Evaluation.objects.filter(commitment=OuterRef("pk"))
    kept = Commitment.objects.filter(~Exists(judged), handling__item__in=led_by(user))
    return kept.exclude(state="open")


def returns(user) -> QuerySet:
    """Of the government's units only what its office has passed on."""
    rows = handlings("suggestions.assign", "return_requested", "returned")(user)
    passed = Exists(ASKED.exclude(passed_at=None))
    return rows.filter(Q(state="returned") | Q(office=None) | passed)


def returns_to_pass(user) -> QuerySet:
    rows = handlings("suggestions.sub_assign", "return_requested")(user)
    return rows.filter(Exists(ASKED.filter(passed_at=None))).exclude(office=None)


def extensions(user) -> QuerySet:
    rows = handlings("suggestions.assign", "accepted", "handling", "drafted")(user)
    return rows.filter(pk__in=Handling.objects.filter(extensions__granted=None, extensions__isnull=False))


def to_watch(user) -> QuerySet:
    """Who owes the deputies a reply; the government's office watches its own units."""
    rows = handlings("suggestions.urge", "at_office", *WORKING)(user).answering()
    return rows if may(user, "suggestions.supervise") else rows.exclude(office=None)


def silent(user) -> QuerySet:
    """Answered, and the time for the deputy's word is over."""
    rows = handlings("suggestions.supervise", "replied")(user)
    return rows.filter(pk__in=lit(Handling, "red", "evaluate"))


def to_close(user) -> QuerySet:
    return Item.objects.suggestions().to_close()


def key_proposed(user) -> QuerySet:
    return Item.objects.filter(key__isnull=False, key__chosen=None)


def to_opine(user) -> QuerySet:
    return items("motions.review", "under_review", kind="motion")(user).filter(course__opined_at=None)

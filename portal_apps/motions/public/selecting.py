"""Which items the public reads, and everything of them one query each."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from portal_apps.deputies.models import Session

from ..models import Commitment, Contact, Evaluation, Event, Handling, Item, Reply, Sponsor, Text
from ..states import PRIVATE, ItemState
from .course import SHOWN

PREFIX = "motion"
Loaded = Any  # an item from `for_lists` or `for_pages`, with what they fetched
#: A published item that leaves the way: it was taken back, or it is handled as a letter.
SHUT = (*PRIVATE, ItemState.WITHDRAWN, ItemState.LETTER)


def document_id(item: Item) -> str:
    return f"{PREFIX}:{item.uid.hex}"


def public_items() -> QuerySet[Item]:
    """Somebody decided that the public reads them, and they are not taken back."""
    return Item.objects.published().exclude(state__in=SHUT)


def once_public() -> QuerySet[Item]:
    """Those that are or were public: their addresses answer for ever."""
    shown = Event.objects.filter(
        item=OuterRef("pk"), verb="publish", detail__publicity__in=("full", "summary")
    )
    return Item.objects.filter(Exists(shown))


def of_ids(items: QuerySet[Item], ids: Iterable[str]) -> QuerySet[Item]:
    return items.filter(uid__in=[uid for name in ids if (uid := _uid(name))])


def for_lists(items: QuerySet[Item]) -> QuerySet[Item]:
    """With what a line of a list says."""
    held = Handling.objects.select_related("unit").order_by("pk")
    replies = Reply.objects.filter(state=Reply.State.DELIVERED).order_by("round", "pk")
    leads = Sponsor.objects.filter(role="lead").select_related("mandate__person")
    return items.select_related(
        "term__area", "session__term__area", "category__parent", "delegation"
    ).prefetch_related(
        Prefetch("handlings", held),
        Prefetch("handlings__replies", replies, to_attr="delivered"),
        "handlings__redo",
        Prefetch("sponsors", leads, to_attr="leads"),
        "redactions",
    )


def for_pages(items: QuerySet[Item]) -> QuerySet[Item]:
    """With everything a page says."""
    signed = (
        Sponsor.objects.confirmed()
        .filter(role="co")
        .select_related("mandate__person")
        .order_by("order", "pk")
    )
    steps = Event.objects.filter(verb__in=SHOWN).select_related("handling__unit").order_by("at", "pk")
    judged = Evaluation.objects.order_by("at", "pk")
    promised = Commitment.objects.standing().order_by("due_on", "pk")
    related = ("merge__into", "key__supervisor", "converted_to__suggestion", "converted_from__motion")
    return (
        for_lists(items)
        .select_related(*related)
        .prefetch_related(
            Prefetch("sponsors", signed, to_attr="signed"),
            Prefetch("texts", Text.objects.select_related("item").order_by("number")),
            Prefetch("events", steps, to_attr="steps"),
            Prefetch("handlings__commitments", promised, to_attr="promised"),
            Prefetch("handlings__contacts", Contact.objects.order_by("on", "pk")),
            Prefetch("evaluations", judged, to_attr="judged"),
        )
    )


def sessions() -> list[Session]:
    """Those something public was counted with, the newest first."""
    held = public_items().exclude(session=None).values("session")
    return list(
        Session.objects.filter(pk__in=held)
        .select_related("term__area")
        .order_by("-term__number", "-number", "-pk")
    )


def _uid(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix(f"{PREFIX}:"))
    except ValueError:
        return None

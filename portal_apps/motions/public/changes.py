"""Tell the publisher what the public may see differently: in the transaction of the act."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.db.models.signals import post_save
from django.utils.timezone import localdate

from foundation.rulebook.models import RuleVersion
from portal_apps.deputies.models import Area, Body, Person, Session, Term
from publishing.services import record_changes

from ..models import Category, Commitment, Item
from ..years import year_of
from .lists import FRONT, listings_of
from .rules import EVALUATION
from .selecting import PREFIX, document_id, once_public

RULES = (EVALUATION, "suggestion.silence_policy")
DATA = f"{PREFIX}:data"
FIGURES = f"{PREFIX}:figures"
LOOK_BACK = timedelta(days=7)  # a night or two without a clock are made up for
#: Acts that change no number and no line of the public side.
UNSEEN = {
    "write", "edit", "attach", "invite", "uninvite", "cosign", "decline", "step_back", "comment", "urge", "instruct",
    "propose_key", "sub_assign", "finish_sub", "draft_reply", "promise", "drop_promise", "send_back_reply", "sign_reply",
    "opine", "request_return", "pass_return", "follow", "note_silence", "agree_withdrawal",
}  # fmt: skip


def documents_about(item: Item) -> list[str]:
    """The documents that speak of an item now; none of one the public never read. Ask before an act and after it: a
    list it left differs as well."""
    if not once_public().filter(pk=item.pk).exists():
        return []
    beside = Item.objects.filter(
        Q(merge__into=item) | Q(converted_to__suggestion=item) | Q(converted_from__motion=item)
    )
    return [
        document_id(item),
        *(document_id(one) for one in beside),
        *(one.id for one in listings_of(item)),
        FRONT,
        DATA,
        *([f"{DATA}:{year_of(item)}"] if item.submitted_at else []),
    ]


def touch(verb: str, item: Item, before: Iterable[str], *, by=None) -> None:
    """After an act: what spoke of the item before it or does now, and the figures of its year."""
    if verb in UNSEEN:
        return
    found = {*before, *documents_about(item)}
    if item.submitted_at and (found or once_public().exists()):
        found.add(figures_of(item))
    if found:
        record_changes(sorted(found), "update", actor=by)


def figures_of(item: Item) -> str:
    return f"{FIGURES}:{year_of(item)}"


def touch_all(items, *, by=None) -> None:
    """Something many of them name is called differently."""
    found = {name for item in items for name in (*documents_about(item), figures_of(item))}
    if found:
        record_changes(sorted(found), "update", actor=by)


def turn_of_days() -> int:
    """Promises fall due by date, and a rule begins on its day, without anybody's act: each night what did so is told."""
    today = localdate()
    near = (today - LOOK_BACK, today)
    due = Commitment.objects.standing().filter(due_on__range=near).values("handling__item")
    items = list(once_public().filter(pk__in=due))
    if RuleVersion.objects.filter(rule__key__in=RULES, valid_from__range=near).exists():
        items = list(once_public())
    touch_all(items)
    return len(items)


NAMED = {
    Person: "sponsors__mandate__person",
    Body: "handlings__unit",
    Category: "category",
    Session: "session",
    Term: "term",
    Area: "term__area",
}


def _renamed(sender, instance, created=False, raw=False, **_) -> None:
    """Public items that name this. A new one is named by none."""
    if created or raw:
        return
    names = Q(**{NAMED[sender]: instance.pk})
    if sender is Body:
        names |= Q(delegation=instance.pk) | Q(key__supervisor=instance.pk)
    if sender is Category:
        names |= Q(category__parent=instance.pk)
    touch_all(once_public().filter(names).distinct())


def watch_names() -> None:
    """Called once the apps are there."""
    for model in NAMED:
        post_save.connect(_renamed, sender=model, dispatch_uid=f"motions_public.{model.__name__}")

"""What each role has to do, as named lists: the earliest last day first, what has none after it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, Model, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from foundation.deadlines.models import Clock
from foundation.rights.may import may, visible

from .clocks import BY_KEY as WATCHES
from .models import Commitment, Handling, Item, Sponsor
from .models.handling import HandlingQuerySet


@dataclass(frozen=True)
class Queue:
    """`rows(user)` are those the person may do `verb` to; `clock` is the one they are sorted by, '' for none."""

    key: str
    name: str
    verb: str
    rows: Callable[[Any], QuerySet]
    clock: str = ""

    def for_user(self, user) -> QuerySet:
        """With `due_day` and `lamp` (red, amber, green, or '' without a clock); none for who may not do it."""
        if not may(user, self.verb):
            return self.rows(user).none()
        return by_urgency(self.rows(user), self.clock)


def by_urgency(rows: QuerySet, clock: str) -> QuerySet:
    """Annotate last day and lamp from the open clock of this kind, and sort by them."""
    today = localdate()
    running = _clock_of(rows.model, clock).values
    lamp = Case(
        When(due_day__lt=today, then=Value("red")),
        When(amber_day__lte=today, then=Value("amber")),
        When(due_day__isnull=False, then=Value("green")),
        default=Value(""),
        output_field=CharField(),
    )
    found = rows.annotate(
        due_day=Subquery(running("due_on")[:1]), amber_day=Subquery(running("amber_on")[:1])
    ).annotate(lamp=lamp)
    return found.order_by(F("due_day").asc(nulls_last=True), "pk")


def _clock_of(model: type[Model], key: str) -> QuerySet[Clock]:
    kind = WATCHES[key].kind if key else ""
    model_type = ContentType.objects.get_for_model(model)
    return Clock.objects.running().filter(
        kind=kind, content_type=model_type, object_id=Cast(OuterRef("pk"), CharField())
    )


def _of_units(verb: str, *states: str) -> Callable[[Any], HandlingQuerySet]:
    def rows(user) -> HandlingQuerySet:
        held = Handling.objects.filter(state__in=states).select_related("item", "unit")
        return visible(user, verb, held)

    return rows


def _items(verb: str, *states: str, kind: str = "suggestion") -> Callable[[Any], QuerySet]:
    return lambda user: visible(user, verb, Item.objects.filter(kind=kind, state__in=states))


def _mine(*states: str) -> Callable[[Any], QuerySet]:
    """Those the person leads."""

    def rows(user) -> QuerySet:
        lead = Sponsor.objects.filter(role=Sponsor.Role.LEAD, mandate__person__account=user)
        return Item.objects.filter(pk__in=lead.values("item"), state__in=states)

    return rows


def _to_cosign(user) -> QuerySet:
    asked = Sponsor.objects.filter(state=Sponsor.State.INVITED, mandate__person__account=user)
    return Item.objects.filter(pk__in=asked.values("item"), state="cosigning")


def _to_evaluate(user) -> QuerySet:
    """Replies to what the person leads; also where it was merged into another one, until it was said."""
    lead = Sponsor.objects.filter(role=Sponsor.Role.LEAD, mandate__person__account=user).values("item")
    replied = Handling.objects.filter(state="replied").select_related("item", "unit")
    own = replied.filter(item__in=lead)
    return (own | replied.filter(item__merges__item__in=lead)).distinct()


def _promises(user) -> QuerySet:
    return visible(user, "suggestions.handle", Commitment.objects.open().standing())


QUEUES = (
    Queue(
        "drafts",
        "草稿和退回修改的",
        "suggestions.write",
        _mine("draft", "cosigning", "returned_for_revision"),
    ),
    Queue("cosign", "请您联名", "suggestions.cosign", _to_cosign),
    Queue("evaluate", "请您评价答复", "suggestions.evaluate", _to_evaluate, "evaluate"),
    Queue("check", "代表团核对", "suggestions.check", _items("suggestions.check", "delegation_check")),
    Queue(
        "check_motions",
        "代表团核对议案",
        "motions.check",
        _items("motions.check", "delegation_check", kind="motion"),
    ),
    Queue(
        "review",
        "受理",
        "suggestions.accept",
        _items("suggestions.accept", "secretariat_review", "commission_review"),
        "assign",
    ),
    Queue(
        "assign",
        "交办",
        "suggestions.assign",
        _items("suggestions.assign", "accepted", "classified", "assignment_proposed"),
        "assign",
    ),
    Queue(
        "returns",
        "退回申请",
        "suggestions.assign",
        _of_units("suggestions.assign", "return_requested", "returned"),
        "reassign",
    ),
    Queue(
        "dispatch",
        "分办",
        "suggestions.sub_assign",
        _of_units("suggestions.sub_assign", "at_office"),
        "reply",
    ),
    Queue("sign_for", "签收", "suggestions.handle", _of_units("suggestions.handle", "assigned"), "return"),
    Queue(
        "reply",
        "答复",
        "suggestions.handle",
        lambda user: _of_units("suggestions.handle", "accepted", "handling", "drafted", "signed")(
            user
        ).answering(),
        "reply",
    ),
    Queue(
        "assist",
        "提协办意见",
        "suggestions.handle",
        lambda user: _of_units("suggestions.handle", "accepted", "handling")(user).assisting(),
        "assist",
    ),
    Queue(
        "redo", "重新办理", "suggestions.handle", _of_units("suggestions.handle", "redo", "disposing"), "redo"
    ),
    Queue(
        "sign_reply",
        "签发答复",
        "suggestions.sign_reply",
        _of_units("suggestions.sign_reply", "drafted"),
        "reply",
    ),
    Queue("promises", "兑现承诺", "suggestions.handle", _promises, "promise"),
    Queue(
        "assessments", "组织评估", "suggestions.supervise", _of_units("suggestions.supervise", "assessment")
    ),
    Queue("close", "办结", "suggestions.publish", lambda user: Item.objects.suggestions().to_close()),
    Queue(
        "key",
        "定重点督办",
        "suggestions.choose_key",
        lambda user: Item.objects.filter(key__isnull=False, key__chosen=None),
    ),
    Queue("register", "登记议案", "motions.register", _items("motions.register", "submitted", kind="motion")),
    Queue(
        "decide",
        "决定议案",
        "motions.decide",
        _items("motions.decide", "registered", "under_review", kind="motion"),
    ),
)
BY_KEY = {queue.key: queue for queue in QUEUES}

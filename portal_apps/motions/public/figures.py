"""The figures of a year, each with what it is a part of. Counted over everything that was filed, public or not: a number
names nobody. An evaluation nobody gave is neither satisfied nor hidden: it has a line of its own."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from foundation.rulebook.reading import rule_value

from ..models import Commitment, Contact, Evaluation, Event, Handling, Item, Reply
from ..models.judging import Grade
from ..states import Kind, PromiseState
from .selecting import SHUT, public_items

WIDTH = 1000  # of a bar, in units of its own drawing
NONE = "没有评价"


def years() -> list[int]:
    """Those in which something was filed, the newest first."""
    found = _filed().dates("submitted_at", "year", order="DESC")
    return [one.year for one in found]


def figures(year: int, today: date | None = None) -> dict[str, Any]:
    """`today` decides which promises are due. Every line of `rates` is [name, part, whole, what the whole is]."""
    items = _filed().filter(submitted_at__year=year)
    suggestions = items.filter(kind=Kind.SUGGESTION, accepted_at__isnull=False)
    held = Handling.objects.filter(item__in=suggestions.values("pk")).exclude(
        state__in=("proposed", "cancelled")
    )
    answering = held.answering().exclude(first_assigned_on=None)
    assigned = suggestions.filter(Exists(answering.filter(item=OuterRef("pk"))))
    waiting = answering.exclude(Exists(_delivered(OuterRef("pk"))))
    replied = assigned.exclude(Exists(waiting.filter(item=OuterRef("pk"))))
    return {
        "year": year,
        "totals": _totals(items, suggestions),
        "rates": [
            ["办理单位联系代表", *_contacted(answering), "应当答复的单位件次"],
            ["已答复", replied.count(), assigned.count(), "已交办的建议"],
            ["按期答复", *_in_time(answering), "已答复的单位件次"],
            ["公开", *_public(suggestions), "已受理的建议"],
            ["承诺到期兑现", *_promises(suggestions, today or localdate()), "已经到期的承诺"],
        ],
        "bars": [
            _bar("办理结果", "已答复的单位件次", _classes(answering)),
            *_evaluated(answering),
            _bar("答复公开", "已答复的单位件次", _publicities(answering)),
        ],
        "silence": _silence(),
        "categories": _by_category(suggestions),
        "units": _by_unit(answering),
    }


def _filed() -> QuerySet[Item]:
    return Item.objects.exclude(state__in=SHUT).exclude(submitted_at=None)


def _delivered(handling: Any) -> QuerySet[Reply]:
    return Reply.objects.filter(handling=handling, state=Reply.State.DELIVERED)


def _totals(items: QuerySet[Item], suggestions: QuerySet[Item]) -> list[list[Any]]:
    motions = items.filter(kind=Kind.MOTION, number__isnull=False)
    return [
        ["受理建议", suggestions.count()],
        ["其中会议期间", suggestions.filter(in_session=True).count()],
        ["登记议案", motions.count()],
        [
            "其中立案、列入议程",
            motions.filter(Q(course__organ__isnull=False) | Q(state__in=AGENDA)).distinct().count(),
        ],
        ["其中转为建议", motions.filter(converted_to__isnull=False).count()],
    ]


AGENDA = ("on_agenda", "voted", "accepted_for_followup")


def _contacted(answering: QuerySet[Handling]) -> tuple[int, int]:
    spoken = Contact.objects.filter(handling=OuterRef("pk"))
    return answering.filter(Exists(spoken)).count(), answering.count()


def _in_time(answering: QuerySet[Handling]) -> tuple[int, int]:
    """The first reply of each unit against the last day its clock had then, as the history says."""
    events = Event.objects.filter(verb="deliver_reply", handling__in=answering.values("pk")).order_by("pk")
    first: dict[int, bool] = {}
    for handling, at, dues in events.values_list("handling", "at", "dues"):
        last = next((one["before"] for one in dues if one["clock"] == "reply" and one["before"]), None)
        first.setdefault(handling, last is None or localdate(at).isoformat() <= last)
    return sum(first.values()), len(first)


def _public(suggestions: QuerySet[Item]) -> tuple[int, int]:
    return public_items().filter(pk__in=suggestions.values("pk")).count(), suggestions.count()


def _promises(suggestions: QuerySet[Item], today: date) -> tuple[int, int]:
    due = Commitment.objects.standing().filter(handling__item__in=suggestions.values("pk"), due_on__lte=today)
    return due.filter(state=PromiseState.FULFILLED).count(), due.count()


def _last_replies(answering: QuerySet[Handling]) -> Iterable[Reply]:
    """One of each unit."""
    rows = Reply.objects.filter(state=Reply.State.DELIVERED, handling__in=answering.values("pk"))
    return {one.handling_id: one for one in rows.order_by("round", "pk")}.values()


def _classes(answering: QuerySet[Handling]) -> dict[str, int]:
    found = Counter(one.result_class for one in _last_replies(answering))
    return {f"{letter} 类": found[letter] for letter in sorted(found)}


def _publicities(answering: QuerySet[Handling]) -> dict[str, int]:
    found = Counter(one.approved_publicity for one in _last_replies(answering))
    names = {"full": "全文", "summary": "摘要", "none": "不公开", "": "正在审定"}
    return {name: found[key] for key, name in names.items()}


def _evaluated(answering: QuerySet[Handling]) -> list[dict[str, Any]]:
    """Of each unit's last reply, for each item it answers (merged ones judge for themselves): the word that was given."""
    due: dict[tuple[int, int, int], None] = {}
    merged: dict[int, list[int]] = {}
    replies = list(_last_replies(answering))
    items = dict(answering.values_list("pk", "item"))
    for item, into in Item.objects.filter(merge__into__in=set(items.values()), state="merged").values_list(
        "pk", "merge__into"
    ):
        merged.setdefault(into, []).append(item)
    for one in replies:
        own = items[one.handling_id]
        due.update(dict.fromkeys((one.handling_id, item, one.round) for item in [own, *merged.get(own, [])]))
    given = Evaluation.objects.filter(commitment=None, handling__in=answering.values("pk"))
    rows = {(one.handling_id, one.item_id, one.round): one for one in given}
    bars = []
    for name, axis in (("办理态度", "attitude"), ("办理结果的评价", "result")):
        said = Counter(getattr(rows[key], axis) if key in rows else "" for key in due)
        counts = {str(grade.label): said[grade.value] for grade in Grade} | {NONE: said[""]}
        bars.append(_bar(name, "应当评价的答复", counts))
    return bars


def _silence() -> str:
    """What this house makes of silence, as its rule says; shown beside the figures."""
    if rule_value("suggestion.silence_policy") == "satisfied":
        return "本地规定逾期没有评价的视为满意；这里仍然单独列出，不算进满意。"
    return "代表没有评价的单独列出，既不算满意，也不从总数里去掉。"


def _bar(name: str, whole: str, counts: dict[str, int]) -> dict[str, Any]:
    """A stacked bar: each part with its number, its place and its width."""
    total, at, parts = sum(counts.values()), 0, []
    for number, (label, count) in enumerate(counts.items(), 1):
        width = round(WIDTH * count / total) if total else 0
        width = min(width, WIDTH - at)
        parts.append({"label": label, "count": count, "at": at, "width": width, "tone": number})
        at += width
    return {"name": name, "whole": whole, "total": total, "parts": parts}


def _by_category(suggestions: QuerySet[Item]) -> list[list[Any]]:
    """[category, accepted], by its top line, the largest first."""
    found: Counter[str] = Counter()
    for item in suggestions.select_related("category__parent__parent"):
        found[item.category.line()[-1].name if item.category else "还没有分类"] += 1
    return [[name, count] for name, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def _by_unit(answering: QuerySet[Handling]) -> list[list[Any]]:
    """[unit, replies it owes, replies it gave], the one with most first."""
    done = Count("pk", filter=Exists(_delivered(OuterRef("pk"))))
    rows = answering.order_by().values("unit__name").annotate(all=Count("pk"), done=done)
    return [
        [one["unit__name"], one["all"], one["done"]]
        for one in sorted(rows, key=lambda one: (-one["all"], one["unit__name"]))
    ]

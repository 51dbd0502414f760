"""The figures of a year, each with what it is a part of: the same numbers that `statistics` counts for the office, over
everything that was filed, public or not: a number names nobody. An evaluation nobody gave has a line of its own."""

from collections import Counter
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from foundation.rulebook.reading import rule_value

from ..models import Item, Reply
from ..models.judging import Grade
from ..statistics.counting import Number, breakdown, numbers, promises
from ..statistics.facts import settle
from ..statistics.scope import Scope
from ..years import with_year
from .selecting import SHUT, public_items

WIDTH = 1000  # of a bar, in units of its own drawing
TOTALS = (
    ("filed", "提出建议"),
    ("in_session", "其中会议期间提出"),
    ("numbered", "受理编号的建议"),
    ("motions", "议案"),
    ("motions_taken", "其中立案、列入议程"),
    ("motions_converted", "其中转为建议"),
)
#: figures that stand with the figure they are parts of
RATES = ("contacted", "in_person", "answered", "in_time")
GRADES = {Grade.SATISFIED: "good", Grade.BASICALLY: "fair", Grade.DISSATISFIED: "bad"}
PUBLICITIES = {"full": "全文", "summary": "摘要", "none": "不公开", "": "正在审定"}


def years() -> list[int]:
    """Those in which something was filed, the newest first."""
    filed = with_year(Item.objects.exclude(state__in=SHUT))
    return list(filed.order_by("-of_year").values_list("of_year", flat=True).distinct())


def figures(year: int, today: date | None = None) -> dict[str, Any]:
    """`today` decides what is due. Every line of `rates` is [name, part, whole, what the whole is]."""
    today, scope = today or localdate(), Scope(year)
    while not settle():
        pass  # a release tells the whole or nothing
    found = numbers(scope, today)
    return {
        "year": year,
        "totals": [[name, found[key].value] for key, name in TOTALS],
        "rates": [*(_rate(found, key) for key in RATES), _public(scope, found), _kept(scope, today)],
        "bars": [
            _bar(
                "办理结果", found["answered"], _parts(found, "letter_a", "letter_b", "letter_c", "letter_d")
            ),
            _bar("办理态度", found["answered"], _grades(found, "attitude")),
            _bar("办理结果的评价", found["answered"], _grades(found, "result")),
            _publicities(scope),
        ],
        "silence": _silence(),
        "categories": [[line.name, line.value("filed")] for line in breakdown(scope, "category", today)],
        "units": [
            [line.name, line.value("assigned"), line.value("answered")]
            for line in breakdown(scope, "unit", today)
        ],
    }


def _rate(found: dict[str, Number], key: str) -> list[Any]:
    one = found[key]
    return [one.figure.name, one.value, one.whole, f"{found[one.figure.part_of].figure.name}的建议"]


def _grades(found: dict[str, Number], axis: str) -> dict[str, int]:
    said = {str(grade.label): found[f"{axis}_{short}"].value for grade, short in GRADES.items()}
    return said | {"没有评价": found["unjudged"].value}


def _parts(found: dict[str, Number], *keys: str) -> dict[str, int]:
    return {found[key].figure.name: found[key].value for key in keys}


def _public(scope: Scope, found: dict[str, Number]) -> list[Any]:
    shown = public_items().filter(
        pk__in=scope.facts().filter(kind="suggestion", numbered=True).values("item")
    )
    return ["公开", shown.count(), found["numbered"].value, "受理的建议"]


def _kept(scope: Scope, today: date) -> list[Any]:
    said = promises(scope, today)
    return ["承诺兑现", said.kept, said.due, "已经兑现、已经说明和过期的承诺"]


def _publicities(scope: Scope) -> dict[str, Any]:
    """Of each unit's last reply."""
    items = Item.objects.filter(pk__in=scope.facts().filter(kind="suggestion").values("item"))
    rows = Reply.objects.filter(state=Reply.State.DELIVERED, handling__item__in=items.values("pk"))
    last = {one.handling_id: one.approved_publicity for one in rows.order_by("round", "pk")}
    found = Counter(last.values())
    return _drawn("答复公开", "答复", {name: found[key] for key, name in PUBLICITIES.items()})


def _silence() -> str:
    """What this house makes of silence, as its rule says; shown beside the figures."""
    if rule_value("suggestion.silence_policy") == "satisfied":
        return "本地规定逾期没有评价的视为满意；这里仍然单独列出，不算进满意。"
    return "代表没有评价的单独列出，既不算满意，也不从总数里去掉。"


def _bar(name: str, whole: Number, counts: dict[str, int]) -> dict[str, Any]:
    return _drawn(name, f"{whole.figure.name}的建议", counts)


def _drawn(name: str, whole: str, counts: dict[str, int]) -> dict[str, Any]:
    """A stacked bar: each part with its number, its place and its width."""
    total, at, parts = sum(counts.values()), 0, []
    for number, (label, count) in enumerate(counts.items(), 1):
        width = min(round(WIDTH * count / total) if total else 0, WIDTH - at)
        parts.append({"label": label, "count": count, "at": at, "width": width, "tone": number})
        at += width
    return {"name": name, "whole": whole, "total": total, "parts": parts}

"""The figures of a year for its report, and the same kept as they were."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from ..models import Commitment, Fact, Item
from ..papers.report import Breakdown, Listed, Rate, YearlyReport
from .counting import Number, breakdown, numbers, promises, quotas, silence_policy
from .figures import FIGURES
from .scope import DIMENSIONS, Scope

OFFICE = "代表工作委员会"
LISTED = 200  # lines of a list in the report; the rest is in the tables of the system
BREAKDOWNS = (("unit", "按承办单位"), ("category", "按分类"), ("delegation", "按代表团"))


def yearly(year: int, today: date, opening: str = "", outlook: str = "") -> YearlyReport:
    scope, former = Scope(year), Scope(year - 1)
    found = numbers(scope, today)
    value, silence = silence_policy(today)
    return YearlyReport(
        place=settings.WAGTAIL_SITE_NAME,
        year=year,
        office=OFFICE,
        made_on=today,
        opening=[*_paragraphs(opening), _summary(found, today)],
        rates=[*_rates(scope, found, value, today)],
        silence=silence.partition("：")[2] or silence,
        breakdowns=[*_breakdowns(scope, former, found, today)],
        lists=[_key_items(scope), _broken(scope, today), _repeated(scope)],
        outlook=_paragraphs(outlook),
    )


def frozen(year: int, today: date) -> dict[str, Any]:
    """Key → value, denominator and the items counted; besides the promises and the lines of each breakdown."""
    scope = Scope(year)
    rows, found = scope.facts(), numbers(scope, today)
    kept = promises(scope, today)
    return {
        "numbers": {
            one.key: {
                "value": found[one.key].value,
                "whole": found[one.key].whole,
                "items": list(
                    rows.filter(one.counted(today)).order_by("item").values_list("item", flat=True)
                ),
            }
            for one in FIGURES
        },
        "promises": {
            "kept": kept.kept,
            "explained": kept.explained,
            "broken": kept.broken,
            "open": kept.open,
        },
        "lines": {
            by: [
                [line.name, {key: one.value for key, one in line.numbers.items()}]
                for line in breakdown(scope, by, today)
            ]
            for by in DIMENSIONS
            if by != "sponsor"
        },
    }


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _summary(found: dict[str, Number], today: date) -> str:
    def said(*keys: str) -> str:
        return "，".join(f"{found[key].figure.name} {found[key].value} 件" for key in keys)

    return (
        f"截至 {today:%Y-%m-%d}，本年度代表{said('filed')}，其中{said('in_session', 'in_recess', 'from_motion', 'repeated')}；"
        f"{said('assigned', 'answered', 'overdue', 'redo', 'assessed', 'key')}。"
        f"{said('motions', 'motions_taken', 'motions_converted')}。"
    )


def _rates(scope: Scope, found: dict[str, Number], silence: str, today: date) -> Iterable[Rate]:
    for quota in quotas(found, silence):
        means = (
            f"{quota.numerator.figure.name}／{quota.denominator.figure.name}。{quota.numerator.figure.means}"
        )
        yield Rate(quota.rate.name, quota.part, quota.whole, f"{means}。{quota.note}".rstrip("。"))
    kept = promises(scope, today)
    means = f"兑现的承诺／到期的承诺（项）。说明未兑现 {kept.explained} 项，过期 {kept.broken} 项，未到期 {kept.open} 项不算"
    yield Rate("落实率", kept.kept, kept.due, means)


def _breakdowns(scope: Scope, former: Scope, found: dict[str, Number], today: date) -> Iterable[Breakdown]:
    letters = [one for key, one in found.items() if key.startswith("letter_") and one.value]
    then = numbers(former, today)
    lines = [
        (f"{one.figure.name}：{one.figure.means}", one.value, then[one.figure.key].value) for one in letters
    ]
    yield Breakdown("办理结果", lines, found["answered"].value, "已答复")
    for by, name in BREAKDOWNS:
        before = {line.key: line.value("filed") for line in breakdown(former, by, today)}
        rows = [
            (line.name, line.value("filed"), before.get(line.key, 0)) for line in breakdown(scope, by, today)
        ]
        note = "分别办理的，各单位各算一件" if by == "unit" else ""
        yield Breakdown(name, rows, found["filed"].value, "提出", note)


def _open(rows: QuerySet[Fact]) -> QuerySet[Item]:
    """Without those whose deputies asked that only the unit knows."""
    found = Item.objects.filter(pk__in=rows.values("item"), confidential=False)
    return found.select_related("delegation").order_by("pk")[:LISTED]


def _key_items(scope: Scope) -> Listed:
    rows = _open(scope.facts().filter(key=True)).select_related("key__supervisor")
    said = [
        (one.number or "", one.title, str(one.key.supervisor or ""), one.get_state_display()) for one in rows
    ]
    return Listed("重点督办建议", ("编号", "标题", "督办机构", "状态"), said)


def _broken(scope: Scope, today: date) -> Listed:
    open_ = Commitment.objects.open().standing().filter(due_on__lt=today, handling__item__confidential=False)
    rows = open_.filter(handling__item__in=scope.facts().values("item")).select_related(
        "handling__item", "handling__unit"
    )
    said = [
        (one.handling.item.number or "", one.promise, str(one.handling.unit), f"{one.due_on:%Y-%m-%d}")
        for one in rows.order_by("due_on", "pk")[:LISTED]
    ]
    return Listed(
        "到期未兑现的承诺", ("编号", "承诺", "承办单位", "期限"), said, "本年度没有到期未兑现的承诺。"
    )


def _repeated(scope: Scope) -> Listed:
    rows = _open(scope.facts().exclude(repeated=""))
    said = [(one.number or "", one.title, one.get_repeated_display()) for one in rows]
    return Listed("多年多次提出的建议", ("编号", "标题", "情况"), said)


def changes(figures: dict[str, Any], year: int, today: date | None = None) -> list[tuple[Number, int, int]]:
    """Each figure now, then, and the difference."""
    now = numbers(Scope(year), today or localdate())
    then = {key: one["value"] for key, one in figures["numbers"].items()}
    return [(one, then[key], one.value - then[key]) for key, one in now.items() if key in then]

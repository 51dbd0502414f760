"""The ledger of promises (承诺事项台账): who may read which, what is asked for, how many were kept."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from foundation.rights.may import visible

from .models import Commitment, Grade
from .states import PromiseState

SHOWN = {
    "open": "还没有兑现",
    "late": "逾期没有兑现",
    "soon": "三十天内到期",
    "fulfilled": "已兑现",
    "explained": "说明未能兑现",
    "unjudged": "等代表再评",
}
SOON = 30  # days
MEANS = "兑现率＝已兑现÷应兑现；应兑现是到期的，加上提前办结的。说明未能兑现的算应兑现，不算已兑现。"
RATED = "满意率的分母是代表再评过的；没有评的另列，不算满意。"


def promises_for(user) -> QuerySet[Commitment]:
    """Of delivered replies, as far as the person reads suggestions for more than the public does."""
    return visible(user, "suggestions.read", Commitment.objects.standing())


def narrowed(rows: QuerySet[Commitment], asked: dict) -> QuerySet[Commitment]:
    """`asked`: text, unit, shown (a key of SHOWN), since, until; what is empty asks nothing."""
    today = localdate()
    for word in (asked.get("text") or "").split():
        item = Q(handling__item__title__icontains=word) | Q(handling__item__number=word)
        rows = rows.filter(Q(promise__icontains=word) | Q(responsible__icontains=word) | item)
    if asked.get("unit"):
        rows = rows.filter(handling__unit=asked["unit"])
    if asked.get("since"):
        rows = rows.filter(due_on__gte=asked["since"])
    if asked.get("until"):
        rows = rows.filter(due_on__lte=asked["until"])
    states = {
        "open": Q(state=PromiseState.OPEN),
        "late": Q(state=PromiseState.OPEN, due_on__lt=today),
        "soon": Q(state=PromiseState.OPEN, due_on__gte=today, due_on__lte=today + timedelta(SOON)),
        "fulfilled": Q(state=PromiseState.FULFILLED),
        "explained": Q(state=PromiseState.EXPLAINED),
        "unjudged": ~Q(state=PromiseState.OPEN) & Q(evaluations=None),
    }
    return rows.filter(states[asked["shown"]]) if asked.get("shown") else rows


@dataclass(frozen=True)
class Kept:
    """Promises of one unit, or of all: every rate with what it is a part of."""

    unit: str
    all: int
    due: int
    fulfilled: int
    explained: int
    late: int
    judged: int
    satisfied: int

    @property
    def percent(self) -> str:
        return f"{self.fulfilled / self.due:.0%}" if self.due else "—"

    @property
    def judged_percent(self) -> str:
        return f"{self.satisfied / self.judged:.0%}" if self.judged else "—"

    @property
    def unjudged(self) -> int:
        return self.fulfilled + self.explained - self.judged


FIGURES = ("all", "due", "fulfilled", "explained", "late", "judged", "satisfied")


def kept_by_unit(rows: QuerySet[Commitment]) -> list[Kept]:
    """One line for each unit, in the order of their names, and last the sum of all; none without promises."""
    today = localdate()
    settled = ~Q(state=PromiseState.OPEN)

    def count(condition: Q) -> Count:
        return Count("pk", filter=condition, distinct=True)

    counted = (
        rows.order_by()
        .values("handling__unit__name")
        .annotate(
            all=Count("pk", distinct=True),
            due=count(settled | Q(due_on__lt=today)),
            fulfilled=count(Q(state=PromiseState.FULFILLED)),
            explained=count(Q(state=PromiseState.EXPLAINED)),
            late=count(Q(state=PromiseState.OPEN, due_on__lt=today)),
            judged=count(Q(evaluations__isnull=False)),
            satisfied=count(Q(evaluations__result=Grade.SATISFIED)),
        )
        .order_by("handling__unit__name")
    )
    lines = [Kept(*one) for one in counted.values_list("handling__unit__name", *FIGURES)]
    if len(lines) < 2:
        return lines
    return [*lines, Kept("合计", *(sum(getattr(one, name) for one in lines) for name in FIGURES))]

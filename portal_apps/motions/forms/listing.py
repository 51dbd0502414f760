"""The conditions of the lists: what may be asked, which items that leaves, and how it is told in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.http import urlencode
from django.utils.timezone import localdate

from portal_apps.deputies.models import Body, Session, Term

from ..clocks import WATCHES
from ..finding.asking import found
from ..models import Category, Commitment, Evaluation, Follow, Grade, Handling, Item, Reply, Sponsor
from ..queues.queue import Queue, lit
from ..reach import near, readable
from ..states import ItemState, Kind, PromiseState
from ..statistics.field import FigureField
from ..table import HANDLING, ITEM, PROMISE
from .plain import PlainSelect

ALL = [("", "全部")]
LAMPS = [*ALL, ("red", "逾期"), ("amber", "快到期")]
PROMISES = [*ALL, ("late", "过了期限没有兑现"), *PromiseState.choices]
GRADES = [*ALL, *Grade.choices, ("none", "还没有评价")]
PATHS = {Item: "pk", Handling: "item", Commitment: "handling__item"}
CLOCKS = {
    of: [one.key for one in WATCHES if one.subject == of and one.key not in ("return", "publish")]
    for of in (ITEM, HANDLING, PROMISE)
}


def _one_of(rows: QuerySet, label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(rows, label=label, required=False, empty_label="全部", widget=PlainSelect)


def _pick(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=PlainSelect)


class ListFilter(forms.Form):
    """An empty field asks nothing; a wrong value neither."""

    text = forms.CharField(label="找", required=False, max_length=200)
    kind = _pick("类型", [*ALL, *Kind.choices])
    state = _pick("状态", [*ALL, *ItemState.choices])
    lamp = _pick("期限", LAMPS)
    unit = _one_of(Body.objects.kind("handling_unit"), "承办单位")
    category = _one_of(Category.objects.select_related("parent"), "分类")
    delegation = _one_of(Body.objects.kind("delegation"), "代表团")
    sponsor = forms.CharField(label="代表姓名", required=False, max_length=30)
    term = _one_of(Term.objects.select_related("area"), "届")
    session = _one_of(Session.objects.select_related("term__area"), "会次")
    year = forms.IntegerField(label="提出年份", required=False, min_value=1950, max_value=2200)
    result = _pick("办理结果", [*ALL, *((one, one) for one in "ABCD")])
    grade = _pick("对办理结果的评价", GRADES)
    promise = _pick("承诺", PROMISES)
    key = forms.BooleanField(label="重点督办的", required=False)
    followed = forms.BooleanField(label="我关注的", required=False)

    figure = FigureField(label="统计数字", required=False)

    def __init__(self, user, data) -> None:
        super().__init__(data, auto_id="f_%s")
        self.user = user
        self.is_valid()
        self.asked = {
            name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)
        }

    @property
    def text_asked(self) -> str:
        return self.asked.get("text", "")

    @property
    def others(self):
        """The fields beside the box for words."""
        return [field for field in self.visible_fields() if field.name != "text"]

    def items(self) -> QuerySet[Item]:
        """Of all the person may read; with `rank` where words are asked for."""
        rows = found(self.user, self.text_asked) if self.text_asked else readable(self.user)
        return rows.filter(self.condition())

    def within(self, queue: Queue) -> QuerySet:
        """What lies in a queue, narrowed by the conditions on its items."""
        rows = queue.open_to(self.user)
        return rows.filter(**{f"{PATHS[rows.model]}__in": self.items().values("pk")}) if self.asked else rows

    def items_of(self, queue: Queue | None) -> QuerySet[Item]:
        """The items of a list: of a queue those its rows are about."""
        if queue is None:
            return self.items()
        rows = self.within(queue)
        return Item.objects.filter(pk__in=rows.values(PATHS[rows.model]))

    def condition(self) -> Q:
        """Of all conditions but the words. What only those concerned see is asked of what concerns the person."""
        asked, said = Q(), {name: value for name, value in self.asked.items() if name != "text"}
        for name, value in said.items():
            of = CONDITIONS.get(name)
            asked &= Q(**{name: value}) if of is None else of(value, self.user)
        return asked & near(self.user) if said.keys() & INSIDE else asked

    @property
    def sent(self) -> list[tuple[str, str]]:
        """The same, as fields of another form."""
        return [(name, self.data[name]) for name in self.fields if name in self.asked]

    def told(self) -> dict[str, str]:
        """In words, for the page and for the trace of an export."""
        return {str(self.fields[name].label): self._says(name, value) for name, value in self.asked.items()}

    def _says(self, name: str, value: Any) -> str:
        choices = getattr(self.fields[name], "choices", None)
        if isinstance(self.fields[name], forms.ModelChoiceField) or not choices:
            return "是" if value is True else str(value)
        return dict(choices).get(value, str(value))

    def query(self) -> str:
        """The address of this list, without what asks nothing; the same list has the same address."""
        return urlencode(self.sent)


def _of_unit(unit: Body, user) -> Q:
    return Q(pk__in=Handling.objects.filter(unit=unit).exclude(state="cancelled").values("item"))


def _in_category(category: Category, user) -> Q:
    """And all below it."""
    wanted, below = {category.pk}, list(Category.objects.values_list("pk", "parent"))
    while more := {pk for pk, parent in below if parent in wanted} - wanted:
        wanted |= more
    return Q(category__in=wanted)


def _by_sponsor(name: str, user) -> Q:
    named = Sponsor.objects.confirmed().filter(mandate__person__name__contains=name.strip())
    return Q(pk__in=named.values("item"))


def _in_year(year: int, user) -> Q:
    return Q(submitted_at__date__range=(date(year, 1, 1), date(year, 12, 31)))


def _burning(lamp: str, user) -> Q:
    """On itself, on a unit's part or on a promise."""
    handlings = Handling.objects.filter(pk__in=lit(Handling, lamp, *CLOCKS[HANDLING]))
    promises = Commitment.objects.filter(pk__in=lit(Commitment, lamp, *CLOCKS[PROMISE]))
    return (
        Q(pk__in=lit(Item, lamp, *CLOCKS[ITEM]))
        | Q(pk__in=handlings.values("item"))
        | Q(pk__in=promises.values("handling__item"))
    )


def _answered(letter: str, user) -> Q:
    replies = Reply.objects.filter(state=Reply.State.DELIVERED, result_class=letter)
    return Q(pk__in=replies.values("handling__item"))


def _judged(grade: str, user) -> Q:
    if grade == "none":
        return Q(pk__in=Handling.objects.filter(state="replied").values("item"))
    return Q(pk__in=Evaluation.objects.filter(commitment=None, result=grade).values("item"))


def _promised(state: str, user) -> Q:
    rows = Commitment.objects.standing()
    rows = rows.open().filter(due_on__lt=localdate()) if state == "late" else rows.filter(state=state)
    return Q(pk__in=rows.values("handling__item"))


def _followed(yes: bool, user) -> Q:
    return Q(pk__in=Follow.objects.filter(person=user).values("item"))


CONDITIONS: dict[str, Callable[[Any, Any], Q]] = {
    "unit": _of_unit,
    "category": _in_category,
    "sponsor": _by_sponsor,
    "year": _in_year,
    "lamp": _burning,
    "result": _answered,
    "grade": _judged,
    "promise": _promised,
    "figure": lambda figure, user: figure.condition(user),
    "key": lambda yes, user: Q(key__chosen=True),
    "followed": _followed,
}
INSIDE = {"lamp", "result", "grade", "promise"}

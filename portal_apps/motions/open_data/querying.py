"""From what a program asks for to items. Only what the public reads is ever looked at."""

from datetime import date
from typing import Literal

from django.db.models import Q, QuerySet
from ninja import Field, Schema

from foundation.rulebook.reading import rule_value
from portal_apps.deputies.models import Session

from ..models import Item
from ..public.facts import Record, record_of
from ..public.redacting import passages_of, without
from ..public.rules import EVALUATION
from ..public.selecting import for_pages, public_items

MOST = 100


class Asked(Schema):
    """Conditions; those that are given all hold."""

    year: int | None = Field(None, ge=1949, le=2200, description="提出的年份")
    kind: Literal["suggestion", "motion"] | None = Field(None, description="建议、议案")
    session: str = Field("", max_length=60, description="届次，例如：市十六届五次会议")
    category: str = Field("", max_length=40, description="分类的名称，包括下级")
    unit: str = Field("", max_length=100, description="承办单位的名称")
    result_class: Literal["A", "B", "C", "D"] | None = Field(None, description="办理结果")
    text: str = Field("", max_length=60, description="标题里的词")
    changed_since: date | None = Field(None, description="这一天以后公开或者重新审定公开的")
    limit: int = Field(20, ge=1, le=MOST, description="一页几件")
    offset: int = Field(0, ge=0, le=1_000_000, description="从第几件起")

    def items(self) -> QuerySet[Item]:
        """The newest first."""
        found = public_items()
        for given, condition in self._conditions():
            if given:
                found = found.filter(condition)
        if self.text:
            found = found.exclude(pk__in=_hidden(self.text))
        return found.distinct().order_by("-submitted_at", "-pk")

    def _conditions(self) -> list[tuple[object, Q]]:
        held = ~Q(handlings__state__in=("proposed", "cancelled"))
        named = Q(category__name=self.category) | Q(category__parent__name=self.category)
        return [
            (self.year, Q(submitted_at__year=self.year or 1)),
            (self.kind, Q(kind=self.kind)),
            (self.session, Q(session__in=_sessions(self.session))),
            (self.category, named | Q(category__parent__parent__name=self.category)),
            (self.unit, Q(handlings__unit__name=self.unit) & held),
            (
                self.result_class,
                Q(handlings__replies__state="delivered", handlings__replies__result_class=self.result_class),
            ),
            (self.text, Q(title__icontains=self.text)),
            (self.changed_since, Q(published_at__date__gte=self.changed_since or date(1949, 10, 1))),
        ]


def _hidden(text: str) -> list[int]:
    """Items in whose title the words are blacked out: a search must not give away that they stand there."""
    redacted = public_items().filter(title__icontains=text, redactions__isnull=False)
    found = redacted.distinct().prefetch_related("redactions")
    return [one.pk for one in found if text.lower() not in without(one.title, passages_of(one)).lower()]


def _sessions(name: str) -> list[int]:
    """A session is called by its term and number, which no column holds."""
    return (
        [one.pk for one in Session.objects.select_related("term__area") if str(one) == name] if name else []
    )


def records(items: QuerySet[Item]) -> list[Record]:
    policy = str(rule_value(EVALUATION))
    return [record_of(one, policy) for one in for_pages(items)]

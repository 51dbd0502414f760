"""Turns a modelsearch query into conditions and a score on any queryset, the same way on both databases.

Every needle becomes `pk IN (entries that contain it)`, so And, Or and Not nest as deep as one likes.
"""

from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.db.models.fields import CharField, TextField
from django.db.models.functions import Cast
from modelsearch.backends.base import BaseSearchQueryCompiler
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from .index import engine
from .ranking import score
from .text import Needle, needles, phrase

NOTHING, EVERYTHING = Q(pk__in=[]), ~Q(pk__in=[])


class ChineseQueryCompiler(BaseSearchQueryCompiler):
    """`search()`: title and body, whole Latin words, any substring of Han."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    COLUMNS = ["title", "body"]
    TYPING = False

    def search(self, score_field: str | None = None):
        """The matching objects, best first unless the caller ordered the queryset."""
        found = self.queryset.filter(self.condition(self.query))
        if self.order_by_relevance or score_field:
            name = score_field or "_score"
            found = found.annotate(**{name: score(self.queryset.model, self.wanted(self.query))})
            if self.order_by_relevance:
                return found.order_by(f"-{name}", "-pk")
        return found if found.query.order_by else found.order_by("-pk")

    def condition(self, query) -> Q:
        """The query as a condition on the queryset's model. Raises NotImplementedError for fuzzy queries."""
        if isinstance(query, MatchAll):
            return EVERYTHING
        if isinstance(query, Not):
            return ~self.condition(query.subquery)
        if isinstance(query, Boost):
            return self.condition(query.subquery)
        if isinstance(query, And | Or):
            parts = [self.condition(part) for part in query.subqueries]
            return self._join(parts, isinstance(query, And))
        return self._join([self._contains(n) for n in self._needles(query)], self._demands_all(query))

    def wanted(self, query, weight: float = 1.0) -> list[tuple[Needle, float]]:
        """Needles that make a hit better, with their weight; what is excluded does not count."""
        if isinstance(query, MatchAll | Not):
            return []
        if isinstance(query, Boost):
            return self.wanted(query.subquery, weight * query.boost)
        if isinstance(query, And | Or):
            return [pair for part in query.subqueries for pair in self.wanted(part, weight)]
        return [(needle, weight * getattr(query, "boost", 1)) for needle in self._needles(query)]

    def _needles(self, query) -> list[Needle]:
        if isinstance(query, Phrase):
            return phrase(query.query_string)
        if isinstance(query, PlainText):
            return needles(query.query_string, typing=self.TYPING)
        raise NotImplementedError(f"检索不支持 {type(query).__name__} 这种查询")

    def _demands_all(self, query) -> bool:
        return getattr(query, "operator", "and") == "and"

    def _join(self, parts: list[Q], every: bool) -> Q:
        return reduce(and_ if every else or_, parts) if parts else NOTHING

    def _contains(self, needle: Needle) -> Q:
        if self.fields is None:
            return self._in_columns(needle, self.COLUMNS)
        return reduce(or_, [self._in_field(needle, name) for name in self.fields])

    def _in_columns(self, needle: Needle, columns: list[str]) -> Q:
        key = self.queryset.model._meta.pk
        while key.remote_field:
            key = key.target_field
        entries = engine.entries_with(needle, columns).filter(
            content_type__in=get_descendants_content_types_pks(self.queryset.model)
        )
        return Q(pk__in=entries.values_list(Cast("object_id", type(key)()), flat=True))

    def _in_field(self, needle: Needle, name: str) -> Q:
        """The index does not tell the fields of a body apart, so one field is asked for directly."""
        if name == "title":
            return self._in_columns(needle, ["title"])
        field = next((f for f in self.queryset.model._meta.fields if f.name == name), None)
        if isinstance(field, CharField | TextField):
            return Q(**{f"{name}__icontains": needle.text})
        return self._in_columns(needle, ["body"])


class ChineseAutocompleteCompiler(ChineseQueryCompiler):
    """`autocomplete()`: the fields meant for it, and an unfinished Latin word finds its continuation."""

    COLUMNS = ["autocomplete"]
    TYPING = True

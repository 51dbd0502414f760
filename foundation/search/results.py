"""Search results: a window on a queryset, with facets."""

from collections import OrderedDict

from django.db.models import Count
from modelsearch.backends.base import BaseSearchResults, FilterFieldError


class ChineseSearchResults(BaseSearchResults):
    supports_facet = True

    def get_queryset(self):
        """The queryset behind these results, sliced."""
        return self.query_compiler.search(self._score_field)[self.start : self.stop]

    def _do_search(self) -> list:
        return list(self.get_queryset())

    def _matching(self):
        return self.query_compiler.queryset.filter(self.query_compiler.condition(self.query_compiler.query))

    def _do_count(self) -> int:
        return self._matching()[self.start : self.stop].count()

    def facet(self, field_name: str) -> OrderedDict:
        """How many hits have each value of a filter field, most frequent first."""
        if self.query_compiler._get_filterable_field(field_name) is None:
            name = self.query_compiler.queryset.model.__name__
            raise FilterFieldError(
                f"Cannot facet search results with field {field_name!r}. Please add "
                f"index.FilterField({field_name!r}) to {name}.search_fields.",
                field_name=field_name,
            )
        rows = self._matching().order_by().values(field_name).annotate(count=Count("pk")).order_by("-count")
        return OrderedDict((row[field_name], row["count"]) for row in rows)

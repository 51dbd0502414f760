"""Which year an item belongs to: that of the session it was filed at or after, as the congress counts; without one, that
of its filing. The same for the office's figures, the public pages and the open data."""

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.timezone import localdate

from .models import Item


def year_of(item: Item) -> int:
    if item.session and item.session.since:
        return item.session.since.year
    return localdate(item.submitted_at).year


def with_year(items: QuerySet[Item]) -> QuerySet[Any]:
    """Each with `of_year`, for what was filed."""
    since = ExtractYear(F("session__since"))
    return items.exclude(submitted_at=None).annotate(of_year=Coalesce(since, ExtractYear("submitted_at")))

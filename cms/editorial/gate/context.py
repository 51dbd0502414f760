"""Fills the checkers' context from the database: lists, leaders, addresses, what was published when."""

from collections.abc import Collection
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from publishing.services import CheckContext, LeaderRule, TermAutomaton, TermRule, first_published

from .models import Leader, Term

FEW = 500  # up to this many documents are asked for by id


def publisher_context(document_ids: Collection[str] | None = None) -> CheckContext:
    """The context for checking `document_ids` (None: all of them) against what is public now."""
    from cms.pages.models import SiteIdentity

    asked = document_ids if document_ids is not None and len(document_ids) <= FEW else None
    domains = {urlsplit(settings.SITE_BASE_URL).hostname or ""}
    domains |= set(SiteIdentity.objects.values_list("domain", flat=True))
    return CheckContext(
        now=datetime.now(UTC),
        terms=automaton(Term.objects.version()),
        leaders=leader_rules(),
        own_domains=frozenset(domains - {""}),
        column_counts=column_counts(asked),
        first_changes=first_published(asked),
        historical=historical(asked),
    )


@lru_cache(maxsize=2)
def automaton(version: str) -> TermAutomaton:
    """Built when the lists have changed, shared till they change again; `version` is the key of the cache."""
    rows = Term.objects.in_force().values_list("text", "kind", "right_form", "note")
    return TermAutomaton(TermRule(*row) for row in rows)


def leader_rules() -> tuple[LeaderRule, ...]:
    return tuple(
        LeaderRule(row.name, row.title_list(), row.order, row.since, row.until)
        for row in Leader.objects.filter(active=True)
    )


def public_paths() -> frozenset[str]:
    """Every address a page answers at."""
    from cms.pages.models import PublicPage

    found: set[str] = set()
    for model in concrete(PublicPage):
        live = model.objects.filter(live=True, public_path__isnull=False)
        found.update(live.values_list("public_path", flat=True))
    return frozenset(found)


def concrete(model: Any) -> list[Any]:
    """The page models readers can reach, found through the class tree so that a new kind needs no entry here."""
    kinds: list[Any] = []
    for kind in model.__subclasses__():
        kinds += concrete(kind) if kind._meta.abstract else [kind]
    return kinds


def column_counts(document_ids: Collection[str] | None) -> dict[str, int]:
    """How many public items stand in each column, at any depth."""
    from wagtail.models import Page

    from cms.pages.models import ColumnPage

    columns = ColumnPage.objects.all()
    if document_ids is not None:
        columns = columns.filter(pk__in=page_numbers(document_ids))
    return {
        f"page:{column.pk}": Page.objects.descendant_of(column).live().not_type(ColumnPage).count()
        for column in columns
    }


def historical(document_ids: Collection[str] | None) -> frozenset[str]:
    """Documents whose date a person set (import, correction)."""
    from ..models import GivenDate

    dated = GivenDate.objects.all()
    if document_ids is not None:
        dated = dated.filter(document_id__in=document_ids)
    return frozenset(dated.values_list("document_id", flat=True))


def page_numbers(document_ids: Collection[str]) -> list[int]:
    return [int(i.partition(":")[2]) for i in document_ids if i.startswith("page:") and i[5:].isdigit()]

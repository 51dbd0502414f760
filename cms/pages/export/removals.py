"""What was public and is not any more: every address ever published stays answered."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Case, Max, Value, When
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from publishing.contract import Gone, Moved

from ..models import ColumnPage, ContentTag, HomePage, RetiredPath, public_models
from .moments import moment

EMPTY_COLUMN = "本栏目暂时没有内容"
DELETED = "内容已删除"
EXPIRED = "内容已到期下线"
WITHDRAWN = "内容已撤下"


def gone_pages(numbers: Iterable[int] | None = None, emptied: dict[int, bool] | None = None):
    """Notes for those of `numbers` that were public; without arguments the ids of all deleted pages."""
    deleted = RetiredPath.objects.filter(deleted=True).order_by("retired_at")
    if numbers is None:
        return list(deleted.values_list("document_id", flat=True))
    numbers, emptied = list(numbers), emptied or {}
    ids = [f"page:{pk}" for pk in numbers]
    found = {
        row.page_number: row.as_gone(row.reason or DELETED) for row in deleted.filter(document_id__in=ids)
    }
    notes = _withdrawals(ids)
    for model in public_models():
        rows = model.objects.filter(pk__in=numbers, public_path__isnull=False).select_related("locale")
        for page in rows:
            if page.pk in emptied and not emptied[page.pk]:
                continue
            if page.live and page.pk not in emptied:
                continue
            found[page.pk] = _gone(page, notes.get(page.document_id))
    return found


def _gone(page, note) -> Gone:
    reason = WITHDRAWN
    if page.live:
        reason = EMPTY_COLUMN
    elif page.expired:
        reason = EXPIRED
    at = note.at if note else (page.expire_at if page.expired else page.last_published_at)
    return Gone(
        id=page.document_id,
        locale=page.locale.language_code,
        path=page.public_path,
        title=page.title,
        withdrawn=moment(at),
        reason=(note.public_note if note else "") or reason,
    )


def _withdrawals(ids: list[str]) -> dict:
    """The newest withdrawal of each document, as the editorial office recorded it."""
    try:
        withdrawal = apps.get_model("editorial", "Withdrawal")
    except LookupError:
        return {}
    return {row.document_id: row for row in withdrawal.objects.filter(document_id__in=ids).order_by("at")}


def emptied_columns(columns: list[ColumnPage]) -> dict[int, bool]:
    """The columns among these that show nothing; True for those that did once and must stay answered."""
    if not columns:
        return {}
    own = {column.pk for column in columns if column.is_static_text}
    rows = (
        Page.objects.not_type(ColumnPage, HomePage)
        .filter(first_published_at__isnull=False, depth__gt=3)
        .annotate(parent_path=Substr("path", 1, Length("path") - Page.steplen))
        .order_by()
        .values_list("parent_path")
        .annotate(has_live=Max(Case(When(live=True, then=Value(1)), default=Value(0))))
    )
    state = dict(rows)
    return {
        column.pk: any(path.startswith(column.path) for path in state)
        for column in columns
        if column.pk not in own
        and not any(live for path, live in state.items() if path.startswith(column.path))
    }


def moved_pages() -> Iterable[Moved]:
    """Old addresses that lead to where their page is now, or was last, and those of merged tags."""
    yield from _merged_tags()
    rows = RetiredPath.objects.filter(deleted=False).exclude(document_id__startswith="tag:").order_by("path")
    numbers = [row.page_number for row in rows]
    targets: dict[int, str] = {}
    for model in public_models():
        found = model.objects.filter(pk__in=numbers, public_path__isnull=False)
        targets.update(found.values_list("pk", "public_path"))
    last = {
        r.page_number: r.path
        for r in RetiredPath.objects.filter(deleted=True, document_id__in=[f"page:{n}" for n in numbers])
    }
    for row in rows:
        target = targets.get(row.page_number) or last.get(row.page_number)
        if target and target != row.path:
            yield Moved(path=row.path, target=target)


def _merged_tags() -> Iterable[Moved]:
    rows = RetiredPath.objects.filter(document_id__startswith="tag:").order_by("path")
    slugs = dict(
        ContentTag.objects.filter(pk__in=[row.page_number for row in rows]).values_list("pk", "slug")
    )
    for row in rows:
        if slug := slugs.get(row.page_number):
            start = row.path.partition("/tags/")[0]
            yield Moved(path=row.path, target=f"{start}/tags/{slug}/")

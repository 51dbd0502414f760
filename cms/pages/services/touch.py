"""Tell the publisher which other documents may look different when one thing changes."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from publishing.services import record_change


def touch(page_ids, verb: str, actor=None) -> int:
    """Record a change for each of these pages that is live."""
    live = Page.objects.filter(pk__in=list(page_ids), live=True).values_list("pk", flat=True)
    for pk in live:
        record_change(f"page:{pk}", verb, actor=actor)
    return len(live)


def referring_pages(thing) -> set[int]:
    """The pages whose content points at `thing` (a page, a picture, a file, a video)."""
    page_type = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.get_references_to(thing).filter(base_content_type=page_type)
    return {int(pk) for pk in rows.values_list("object_id", flat=True)}


def pages_with(thing) -> list[Page]:
    """The same as pages, live ones first."""
    return list(Page.objects.filter(pk__in=referring_pages(thing)).order_by("-live", "title"))


def all_referring_pages(model) -> dict[str, set[int]]:
    """The key of each row of `model` that pages point at, as text, and those pages."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    found: dict[str, set[int]] = {}
    for key, page in rows.values_list("to_object_id", "object_id"):
        found.setdefault(key, set()).add(int(page))
    return found


def touch_dependents(page, actor=None) -> None:
    """`page` appeared, moved or left: its columns, translations, referrers and the site's foot may differ."""
    from ..models import ColumnPage, PlainPage

    translations = page.get_translations().values_list("pk", flat=True)
    columns = page.get_ancestors().type(ColumnPage).values_list("pk", flat=True)
    touch({*translations, *columns, *referring_pages(page)} - {page.pk}, "touch", actor)
    if isinstance(page, PlainPage | ColumnPage):
        record_change(f"site:{page.locale.language_code}", "touch", actor=actor)

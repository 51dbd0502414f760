"""Everything a batch of pages points at, read with a bounded number of queries."""

from collections.abc import Iterable

from wagtail.models import Page

from ..models import ColumnPage, TaggedPage, public_models
from .broadcasts import BroadcastShelf
from .files import FileShelf
from .pictures import PictureBook
from .references import References
from .videos import VideoShelf


def live_paths(page_ids: Iterable[int]) -> dict[int, str]:
    """The public address of each of these pages that readers can open today: one query per page model."""
    wanted = list(page_ids)
    found: dict[int, str] = {}
    for model in public_models() if wanted else ():
        rows = model.objects.filter(pk__in=wanted, live=True, public_path__isnull=False)
        found.update(rows.values_list("pk", "public_path"))
    return found


def tags_of(pages: list) -> dict[int, list]:
    found: dict[int, list] = {}
    rows = TaggedPage.objects.filter(content_object__in=[page.pk for page in pages]).select_related("tag")
    for row in rows.order_by("tag__name"):
        found.setdefault(row.content_object_id, []).append(row.tag)
    return found


def columns_of(pages: list) -> dict[str, int]:
    """Tree path → id of the columns these pages stand in."""
    paths = {page.path[: -page.steplen] for page in pages}
    return dict(ColumnPage.objects.filter(path__in=paths).values_list("path", "pk"))


def translations_of(pages: list) -> dict[int, dict[str, int]]:
    """Page id → locale → id of the same thing in that language, live pages only."""
    keys = {page.translation_key for page in pages}
    rows = list(
        Page.objects.filter(translation_key__in=keys, live=True).values_list(
            "translation_key", "locale__language_code", "pk"
        )
    )
    by_key: dict = {}
    for key, code, pk in rows:
        by_key.setdefault(key, {})[code] = pk
    return {
        page.pk: {c: pk for c, pk in by_key.get(page.translation_key, {}).items() if pk != page.pk}
        for page in pages
    }


class Lookup:
    """`draft` is a page as an editor sees it now (preview): its own relations come from the form, not the table."""

    def __init__(self, pages: list, references: References, draft=None):
        self.pictures = PictureBook(references.images)
        self.files = FileShelf(references.documents)
        self.videos = VideoShelf(references.videos)
        self.broadcasts = BroadcastShelf(references.broadcasts)
        self.columns = columns_of(pages)
        self.translations = translations_of(pages)
        self.tags = {draft.pk: list(draft.tags.all())} if has_tags(draft) else tags_of(pages)
        others = {pk for group in self.translations.values() for pk in group.values()}
        self.paths = live_paths(references.pages | others)


def has_tags(page) -> bool:
    return page is not None and hasattr(page, "tags")

"""Published items as a collection of `foundation.similar`: what was said in public about a matter."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, get_page_models

from foundation.search.indexer import searchable_texts
from foundation.similar.registry import Collection, Document, register_collection
from foundation.similar.services import changed

NAME = "pages"


def kinds() -> list[type[Page]]:
    from .models import Item

    return [model for model in get_page_models() if issubclass(model, Item)]


def public_items():
    return Page.objects.live().type(*kinds())


def ids() -> Iterable[str]:
    return map(str, public_items().values_list("pk", flat=True).iterator())


def documents(ids: list[str]) -> Iterator[Document]:
    for page in public_items().filter(pk__in=ids).specific():
        _, texts, _ = searchable_texts(page)
        text = "\n".join(part for part, _ in texts if part)
        yield Document(str(page.pk), page.title, text, f"{settings.SITE_BASE_URL}{page.public_path or ''}")


def row_changed(instance, update_fields=None, **kwargs) -> None:
    """A page row was written or deleted; drafts write other fields only."""
    if not isinstance(instance, tuple(kinds())) and type(instance) is not Page:
        return
    if update_fields is None or {"live", "live_revision", "title"} & set(update_fields):
        changed(NAME, instance.pk)


def connect() -> None:
    register_collection(Collection(NAME, "新闻、公告与政策", ids, documents))
    post_save.connect(row_changed, dispatch_uid="pages.similar")
    post_delete.connect(row_changed, dispatch_uid="pages.similar_deleted")

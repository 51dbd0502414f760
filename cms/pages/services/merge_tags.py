"""Two words for one thing become one tag."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.audit.services import record

from ..models import ContentTag, RetiredPath, TaggedPage
from .touch import touch


@transaction.atomic
def merge_tags(tag: ContentTag, *, into: ContentTag, by) -> int:
    """Give the pages of `tag` the tag `into`, delete `tag`; return how many pages had it."""
    if tag.pk == into.pk:
        raise ValidationError("不能把标签并入它自己，请选另一个标签。")
    rows = TaggedPage.objects.filter(tag=tag)
    pages = set(rows.values_list("content_object_id", flat=True))
    has_both = TaggedPage.objects.filter(tag=into, content_object__in=pages)
    rows.filter(content_object__in=has_both.values("content_object")).delete()
    rows.update(tag=into)
    touch(pages, "retag", by)
    _lead_on(tag, into)
    record(
        actor=by,
        verb="pages.merge_tags",
        object_key=f"tag:{into.pk}",
        merged=tag.name,
        into=into.name,
        pages=len(pages),
    )
    tag.delete()
    return len(pages)


def _lead_on(tag: ContentTag, into: ContentTag) -> None:
    """The public page of a merged tag leads to the other's, in every language."""
    RetiredPath.objects.filter(document_id=f"tag:{tag.pk}").update(document_id=f"tag:{into.pk}")
    for code, _ in settings.LANGUAGES:
        start = "" if code == settings.LANGUAGE_CODE else f"/{code}"
        RetiredPath.objects.update_or_create(
            path=f"{start}/tags/{tag.slug}/", defaults={"document_id": f"tag:{into.pk}"}
        )

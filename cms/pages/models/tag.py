"""Tags with readable ASCII slugs that never merge two Chinese words (立法 and 历法 stay apart)."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from unidecode import unidecode


class ContentTag(TagBase):
    free_tagging = True

    class Meta:
        verbose_name = "标签"
        verbose_name_plural = "标签"

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Romanised name plus, for the second and later words of the same sound, a number."""
        words = "".join(c if c.isalnum() else " " for c in unidecode(tag).lower()).split()
        slug = "-".join(words) or "tag"
        return f"{slug}-{i + 1}" if i else slug


class TaggedPage(ItemBase):
    tag = models.ForeignKey(ContentTag, related_name="tagged_pages", on_delete=models.CASCADE)
    content_object = ParentalKey("wagtailcore.Page", related_name="tagged_items", on_delete=models.CASCADE)

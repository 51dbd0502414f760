"""Picture stories: the pictures carry the text."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from .api import writable
from .item import Item


class PictureStoryPage(Item):
    kind_panels = [InlinePanel("pictures", heading="图片", label="图片", min_num=1)]

    api_fields = [*Item.api_fields, *writable("pictures")]
    page_description = "一组图片讲一件事，每张都有图说。"

    class Meta:
        verbose_name = "图片新闻"
        verbose_name_plural = "图片新闻"


class StoryPicture(Orderable):
    story = ParentalKey(PictureStoryPage, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "library.SiteImage", verbose_name="图片", on_delete=models.PROTECT, related_name="+"
    )
    alt = models.CharField("替代文字", max_length=255, blank=True)
    caption = models.TextField("图说", max_length=300)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]
    api_fields = writable("image", "alt", "caption")

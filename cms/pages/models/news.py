"""News: 要闻 and 工作动态."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from .api import writable
from .item import Item


class NewsPage(Item):
    class NewsType(models.TextChoices):
        HEADLINE = "headline", "要闻"
        ACTIVITY = "activity", "工作动态"

    news_type = models.CharField("类别", max_length=16, choices=NewsType, default=NewsType.ACTIVITY)

    kind_panels = [FieldPanel("news_type")]

    api_fields = [*Item.api_fields, *writable("news_type")]
    page_description = "要闻和工作动态：报道做了什么。"

    class Meta:
        verbose_name = "新闻"
        verbose_name_plural = "新闻"

"""Notices (通知公告)."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from .api import writable
from .item import Item


class NoticePage(Item):
    document_number = models.CharField("文号", max_length=60, blank=True)

    kind_panels = [FieldPanel("document_number")]

    api_fields = [*Item.api_fields, *writable("document_number")]
    page_description = "公告、通知、任免、公示：告诉大家一件事。"

    class Meta:
        verbose_name = "通知公告"
        verbose_name_plural = "通知公告"

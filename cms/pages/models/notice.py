"""Notices (通知公告)."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from .item import Item


class NoticePage(Item):
    document_number = models.CharField("文号", max_length=60, blank=True)

    kind_panels = [FieldPanel("document_number")]

    class Meta:
        verbose_name = "通知公告"
        verbose_name_plural = "通知公告"

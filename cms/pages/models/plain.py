"""Plain pages: about us, accessibility statement, privacy statement."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..blocks import BodyBlock
from .api import writable
from .public import PublicPage


class PlainPage(PublicPage):
    summary = models.TextField("摘要", max_length=300, blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("summary"), FieldPanel("body")]
    promote_panels = [FieldPanel("slug", heading="地址")]
    parent_page_types = ["pages.HomePage", "pages.ColumnPage"]
    subpage_types: list[str] = []
    search_fields = [*PublicPage.search_fields, index.SearchField("body")]

    api_fields = [*PublicPage.api_fields, *writable("summary", "body")]
    page_description = "不按日期排列的说明文字，例如无障碍说明；链接显示在页脚。"

    class Meta:
        verbose_name = "普通页面"
        verbose_name_plural = "普通页面"

"""The home page: what leads today is chosen by an editor, the rest follows from the columns."""

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from .api import writable
from .public import PublicPage


class HomePage(PublicPage):
    description = models.CharField("网站说明", max_length=200)

    content_panels = [
        FieldPanel("title", heading="网站名称"),
        FieldPanel("description"),
        InlinePanel("lead_items", heading="头条", label="文章", max_num=3),
    ]
    promote_panels = [FieldPanel("slug")]
    parent_page_types = ["wagtailcore.Page"]

    api_fields = [*PublicPage.api_fields, *writable("description", "lead_items")]
    page_description = "每种语言一个，只由系统建立；头条在这里选。"

    class Meta:
        verbose_name = "首页"
        verbose_name_plural = "首页"

    def build_public_path(self) -> str:
        code = self.locale.language_code
        return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


class LeadItem(Orderable):
    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="lead_items")
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="文章", on_delete=models.CASCADE, related_name="+"
    )

    api_fields = writable("page")
    panels = [
        PageChooserPanel(
            "page", ["pages.NewsPage", "pages.LegislativePage", "pages.PolicyPage", "pages.PictureStoryPage"]
        )
    ]

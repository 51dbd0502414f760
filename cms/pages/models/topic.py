"""Special topics (专题): gather items that stand in other columns."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from ..blocks import BodyBlock
from .api import writable
from .dated import DatedPage


class TopicPage(DatedPage):
    summary = models.TextField("导语", max_length=300)
    lead_image = models.ForeignKey(
        "library.SiteImage",
        verbose_name="题图",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField("题图替代文字", max_length=255, blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("lead_image"),
        FieldPanel("lead_image_alt"),
        FieldPanel("body"),
        InlinePanel("items", heading="收入的文章", label="文章"),
    ]
    promote_panels = [FieldPanel("slug", heading="地址")]
    parent_page_types = ["pages.HomePage", "pages.ColumnPage"]
    subpage_types: list[str] = []
    search_fields = [*DatedPage.search_fields, index.SearchField("summary"), index.SearchField("body")]

    api_fields = [
        *DatedPage.api_fields,
        *writable("summary", "lead_image", "lead_image_alt", "body", "items"),
    ]
    page_description = "把别的栏目里讲同一件事的文章放在一起。"

    class Meta:
        verbose_name = "专题"
        verbose_name_plural = "专题"


class TopicItem(Orderable):
    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="items")
    section = models.CharField("分组", max_length=30, blank=True, help_text="同名的排在一起")
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="文章", on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("section"), PageChooserPanel("page")]
    api_fields = writable("section", "page")

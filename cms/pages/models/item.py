"""What news, notices, legislative information, policies, picture stories and meeting notices share."""

import uuid

from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.editorial.gate.panels import GatePanel

from ..blocks import BodyBlock
from .api import writable
from .dated import DatedPage


class Item(DatedPage):
    """Abstract: a dated item in a column. Its address carries date and number and never changes."""

    keeps_address = True

    subtitle = models.CharField("副标题", max_length=200, blank=True)
    summary = models.TextField(
        "摘要", max_length=300, blank=True, help_text="列表、搜索结果和转发时显示，一两句话"
    )
    source = models.CharField("来源", max_length=100, blank=True)
    author_name = models.CharField("作者", max_length=100, blank=True)
    responsible_editor = models.CharField("责任编辑", max_length=100, blank=True)
    tags = ClusterTaggableManager(through="pages.TaggedPage", blank=True, verbose_name="标签")
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

    settled_fields = ("public_path", "published_on", "sequence")
    exclude_fields_in_copy = ["public_path", "published_on", "sequence"]

    kind_panels: list = []  # the fields only this kind has

    parent_page_types = ["pages.ColumnPage"]
    subpage_types: list[str] = []

    search_fields = [
        *DatedPage.search_fields,
        index.SearchField("subtitle"),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]

    api_fields = [
        *DatedPage.api_fields,
        *writable("subtitle", "summary", "source", "author_name", "responsible_editor", "tags"),
        *writable("lead_image", "lead_image_alt", "body"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def editor_panels(cls) -> list:
        """The editing form: title first, then what only this kind has, then the body."""
        return [
            GatePanel(heading="发布检查"),
            FieldPanel("title"),
            FieldPanel("subtitle"),
            FieldPanel("summary"),
            *cls.kind_panels,
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("source"), FieldPanel("author_name")]),
                    FieldPanel("responsible_editor"),
                    FieldPanel("tags"),
                ],
                heading="来源与标签",
            ),
            MultiFieldPanel([FieldPanel("lead_image"), FieldPanel("lead_image_alt")], heading="题图"),
            FieldPanel("body"),
        ]

    @classmethod
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.content_panels = cls.editor_panels()
        cls.promote_panels = []  # the address is made by rule, not typed

    def full_clean(self, *args, **kwargs):
        self._ensure_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        """What Wagtail asks of a draft."""
        self._ensure_slug()
        super().minimal_clean()

    def _ensure_slug(self) -> None:
        """The tree needs a slug; readers never see it, the public path is built from date and id."""
        if not self.slug:
            self.slug = f"i{uuid.uuid4().hex[:12]}"

    def build_public_path(self) -> str:
        column = self.get_parent().specific
        day = timezone.localtime(self.published_on or timezone.now())
        return f"{column.public_path or column.build_public_path()}{day:%Y}/{day:%m%d}/{self.pk or 0}/"

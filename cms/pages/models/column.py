"""Columns (栏目): where items stand, how often they must be renewed, how readers find them."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from ..blocks import BodyBlock
from .api import writable
from .public import PublicPage


class Cadence(models.IntegerChoices):
    """Longest time a column may stay unchanged; days as in 国办秘函〔2019〕19号, 栏目不更新."""

    FORTNIGHT = 14, "14 天"
    HALF_YEAR = 180, "180 天"
    YEAR = 365, "365 天"
    STATIC = 0, "不要求更新"


class ColumnType(models.TextChoices):
    """Fixed vocabulary of the meta tag ColumnType."""

    NEWS = "工作动态", "工作动态"
    NOTICE = "通知公告", "通知公告"
    POLICY = "政策文件", "政策文件"
    LEGISLATION = "立法公开", "立法公开"
    MEETING = "会议公开", "会议公开"
    SUPERVISION = "监督公开", "监督公开"
    DEPUTY = "代表工作", "代表工作"
    OVERVIEW = "概况信息", "概况信息"
    TOPIC = "专题专栏", "专题专栏"


class ColumnPage(PublicPage):
    short_name = models.CharField("导航短名", max_length=8, blank=True, help_text="两三个字，放在导航和版口")
    description = models.CharField("栏目说明", max_length=200)
    keywords = models.CharField("关键词", max_length=200, help_text="用逗号分开")
    column_type = models.CharField("栏目类型", max_length=20, choices=ColumnType, default=ColumnType.NEWS)
    cadence = models.PositiveSmallIntegerField("更新要求", choices=Cadence, default=Cadence.FORTNIGHT)
    responsible_unit = models.CharField("负责处室", max_length=50, blank=True)
    body = StreamField(
        BodyBlock(),
        verbose_name="栏目正文",
        blank=True,
        help_text="只有“不要求更新”的栏目显示，例如机构简介；其他栏目显示文章列表",
    )

    content_panels = [
        FieldPanel("title", heading="栏目名称"),
        FieldPanel("short_name"),
        FieldPanel("description"),
        FieldPanel("keywords"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("column_type"), FieldPanel("cadence")]),
                FieldPanel("responsible_unit"),
            ],
            heading="类型与更新",
        ),
        FieldPanel("body"),
    ]
    promote_panels = [FieldPanel("slug", heading="地址"), FieldPanel("show_in_menus", heading="放进导航")]
    parent_page_types = ["pages.HomePage", "pages.ColumnPage"]
    page_description = "放文章的地方：有名称、类型和更新要求。没有内容的栏目不会上网。"
    api_fields = [
        *PublicPage.api_fields,
        *writable(
            "short_name", "description", "keywords", "column_type", "cadence", "responsible_unit", "body"
        ),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("description")]

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    @property
    def is_static_text(self) -> bool:
        """A column that says all it has to say itself and needs no items."""
        return self.cadence == Cadence.STATIC and bool(self.body)

    def assert_may_leave(self) -> None:
        """Items must not be left behind in a column that readers cannot open."""
        from cms.editorial.refusals import Refused

        first = Page.objects.descendant_of(self).live().first()
        if first:
            raise Refused(f"栏目“{self.title}”里还有已发布的内容（如《{first.title}》），请先撤下或移走。")

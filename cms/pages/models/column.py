"""Columns (栏目): where items stand, how often they must be renewed, how readers find them."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

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
    ]
    promote_panels = [FieldPanel("slug", heading="地址"), FieldPanel("show_in_menus", heading="放进导航")]
    parent_page_types = ["pages.HomePage", "pages.ColumnPage"]

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

"""Meeting notices: when, where, what is on the agenda, where to watch."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from .api import writable
from .item import Item


class AgendaBlock(blocks.StructBlock):
    category = blocks.CharBlock(label="类别", max_length=8, help_text="立法、监督、任免……")
    subject = blocks.CharBlock(label="议题", max_length=200)
    action = blocks.CharBlock(
        label="安排", max_length=20, required=False, help_text="首次审议、听取和审议、表决……"
    )

    class Meta:
        icon = "list-ol"
        label = "议题"


class MeetingNoticePage(Item):
    meeting_name = models.CharField("会议名称", max_length=100)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束", null=True, blank=True)
    venue = models.CharField("地点", max_length=100, blank=True)
    agenda = StreamField([("item", AgendaBlock())], verbose_name="议程", blank=True)
    live_url = models.URLField("直播地址", blank=True)

    kind_panels = [
        MultiFieldPanel(
            [
                FieldPanel("meeting_name"),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("venue"),
                FieldPanel("live_url"),
            ],
            heading="会议",
        ),
        FieldPanel("agenda"),
    ]

    api_fields = [
        *Item.api_fields,
        *writable("meeting_name", "starts_at", "ends_at", "venue", "agenda", "live_url"),
    ]
    page_description = "开会的时间、地点、议程和直播地址。"

    class Meta:
        verbose_name = "会议公告"
        verbose_name_plural = "会议公告"

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": "结束时间早于开始时间，请改其中一个。"})

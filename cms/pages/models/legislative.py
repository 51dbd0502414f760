"""Legislative information: drafts open for comment, promulgated regulations, explanations."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .api import writable
from .item import Item


class LegislativePage(Item):
    class InfoType(models.TextChoices):
        DRAFT = "draft", "草案征求意见"
        PROMULGATED = "promulgated", "法规公布"
        EXPLANATION = "explanation", "立法解读"

    info_type = models.CharField("类别", max_length=16, choices=InfoType, default=InfoType.DRAFT)
    opens_on = models.DateField("征求意见开始", null=True, blank=True)
    closes_on = models.DateField("征求意见截止", null=True, blank=True)
    how_to_comment = models.TextField("提意见的方式", blank=True, max_length=500)
    passed_on = models.DateField("通过日期", null=True, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True, help_text="省人大常委会批准")
    promulgated_on = models.DateField("公布日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)

    kind_panels = [
        FieldPanel("info_type"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]), FieldPanel("how_to_comment")],
            heading="征求意见",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("passed_on"), FieldPanel("approved_on")]),
                FieldRowPanel([FieldPanel("promulgated_on"), FieldPanel("effective_on")]),
            ],
            heading="法规日期",
        ),
    ]

    api_fields = [
        *Item.api_fields,
        *writable(
            "info_type",
            "opens_on",
            "closes_on",
            "how_to_comment",
            "passed_on",
            "approved_on",
            "promulgated_on",
            "effective_on",
        ),
    ]
    page_description = "草案征求意见、法规公布、立法解读；草案会自动显示还剩几天。"

    class Meta:
        verbose_name = "立法信息"
        verbose_name_plural = "立法信息"

    def clean(self) -> None:
        super().clean()
        if self.info_type == self.InfoType.DRAFT and not self.closes_on:
            raise ValidationError({"closes_on": "草案征求意见要写明截止日期。"})
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": "截止日期早于开始日期，请改其中一个。"})

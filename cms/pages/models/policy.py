"""Policy and decisions: 决议、决定、政策文件."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from .api import writable
from .item import Item


class PolicyPage(Item):
    class PolicyType(models.TextChoices):
        RESOLUTION = "resolution", "决议"
        DECISION = "decision", "决定"
        DOCUMENT = "document", "政策文件"

    class Validity(models.TextChoices):
        PENDING = "pending", "尚未施行"
        IN_FORCE = "in_force", "现行有效"
        AMENDED = "amended", "已修改"
        REPEALED = "repealed", "已废止"

    policy_type = models.CharField("类别", max_length=16, choices=PolicyType, default=PolicyType.DOCUMENT)
    document_number = models.CharField("文号", max_length=60, blank=True)
    index_number = models.CharField("索引号", max_length=60, blank=True)
    issuing_body = models.CharField("制发机关", max_length=100)
    passed_on = models.DateField("通过（成文）日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    validity = models.CharField("效力", max_length=16, choices=Validity, default=Validity.IN_FORCE)

    kind_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("policy_type"), FieldPanel("validity")]),
                FieldRowPanel([FieldPanel("document_number"), FieldPanel("index_number")]),
                FieldPanel("issuing_body"),
                FieldRowPanel([FieldPanel("passed_on"), FieldPanel("effective_on")]),
            ],
            heading="文件信息",
        )
    ]
    search_fields = [
        *Item.search_fields,
        index.SearchField("document_number"),
        index.SearchField("issuing_body"),
    ]

    api_fields = [
        *Item.api_fields,
        *writable(
            "policy_type",
            "document_number",
            "index_number",
            "issuing_body",
            "passed_on",
            "effective_on",
            "validity",
        ),
    ]
    override_translatable_fields = [
        *Item.override_translatable_fields,
        *(SynchronizedField(name) for name in ("document_number", "index_number")),
    ]
    page_description = "决议、决定和文件：有文号、制发机关和效力。"

    class Meta:
        verbose_name = "政策文件与决议决定"
        verbose_name_plural = "政策文件与决议决定"

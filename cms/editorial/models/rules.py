"""Rules of the office that people may change, each with the text it rests on."""

from django.db import models


class EditorialRule(models.Model):
    """A number with a name and a source, edited on a screen instead of in code."""

    class Key(models.TextChoices):
        URGENT_REVIEW_HOURS = "urgent_review_hours", "紧急发布后多少小时内复核"
        STALE_WARNING_PERCENT = "stale_warning_percent", "栏目更新期限用掉百分之几时提醒"

    key = models.CharField("规则", max_length=40, choices=Key, unique=True)
    value = models.PositiveIntegerField("数值")
    source = models.CharField("依据", max_length=300, help_text="这个数是哪份制度、哪一条定的")

    class Meta:
        verbose_name = "编审规则"
        verbose_name_plural = "编审规则"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.get_key_display()

    @classmethod
    def in_force(cls) -> list["EditorialRule"]:
        """Every rule, with the default where the office has not decided yet."""
        rows = {row.key: row for row in cls.objects.all()}
        return [
            rows.get(key) or cls(key=key, value=DEFAULTS[key][0], source=DEFAULTS[key][1]) for key in cls.Key
        ]


#: What a new installation starts with; an office replaces the source with its own regulation.
DEFAULTS = {
    EditorialRule.Key.URGENT_REVIEW_HOURS: (24, "默认值，请按本机关信息发布审核制度修改"),
    EditorialRule.Key.STALE_WARNING_PERCENT: (70, "默认值；更新期限见国办秘函〔2019〕19号检查指标"),
}


def rule_value(key: EditorialRule.Key) -> int:
    """The number in force: the row, or the default of a fresh installation."""
    row = EditorialRule.objects.filter(key=key).values_list("value", flat=True).first()
    return DEFAULTS[key][0] if row is None else row

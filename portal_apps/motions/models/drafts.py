"""Words as they were while somebody wrote. Gone when the item is filed: then its texts are what counts."""

from django.conf import settings
from django.db import models

from .items import PARTS, Item


class SavedQuerySet(models.QuerySet["Saved"]):
    def waiting(self, item: Item) -> "Saved | None":
        """Words kept for the writer which the text does not have yet."""
        last = self.filter(item=item).last()
        return last if last is not None and not last.applied else None


class Saved(models.Model):
    """`number` counts the saves of an item: a page that knows a lower one has not seen these words, unless it sent them
    itself (`page`). Saves of one page within a short while are one row, the last of them. Not `applied`: colleagues
    have signed the text, so the words wait until the lead says that they shall count."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="saves")
    number = models.PositiveIntegerField("第几次保存")
    page = models.CharField("哪一页", max_length=40, blank=True)
    title = models.CharField("标题", max_length=120)
    situation = models.TextField("情况和问题", blank=True)
    analysis = models.TextField("分析", blank=True)
    proposal = models.TextField("具体建议", blank=True)
    applied = models.BooleanField("已写入正文", default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField("这一段从", auto_now_add=True)
    at = models.DateTimeField("保存", auto_now=True)

    objects = SavedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "写作中的保存"
        ordering = ["item", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="motions_saved_once")]

    @property
    def words(self) -> dict[str, str]:
        return {"title": self.title} | {name: getattr(self, name) for name in PARTS}

    @property
    def parts(self) -> list[str]:
        return [words for name in PARTS if (words := getattr(self, name))]

    @property
    def length(self) -> int:
        """Characters without blanks (字数)."""
        return sum(len("".join(getattr(self, name).split())) for name in PARTS)

"""The ledger of addresses: no address that was ever public may be forgotten."""

from django.db import models

from publishing.contract import Gone


class RetiredPath(models.Model):
    """An address that was public once. It leads to where its document is now, or answers 410 if deleted.

    That of a merged tag has `tag:` and the number of the other tag as its document.
    """

    path = models.CharField("旧地址", max_length=255, unique=True)
    document_id = models.CharField("文档", max_length=100, db_index=True)
    retired_at = models.DateTimeField("停用时间", auto_now_add=True)
    deleted = models.BooleanField("文档已删除", default=False, db_index=True)
    title = models.CharField("标题", max_length=255, blank=True)
    locale = models.CharField("语言", max_length=10, blank=True)
    reason = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "停用地址"
        verbose_name_plural = "停用地址"

    @property
    def page_number(self) -> int:
        return int(self.document_id.partition(":")[2])

    def as_gone(self, reason: str) -> Gone:
        return Gone(
            id=self.document_id,
            locale=self.locale,
            path=self.path,
            title=self.title,
            withdrawn=self.retired_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            reason=reason,
        )

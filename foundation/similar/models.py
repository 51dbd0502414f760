"""What is compared, and where the index of it lies. The index is derived: it can be thrown away at any time."""

from django.db import models

from foundation.storage.private import private_storage


class Entry(models.Model):
    """An item of a collection. Written in the transaction that changes the item, so no change is ever missed."""

    collection = models.CharField("集合", max_length=32)
    object_id = models.CharField("对象", max_length=64)
    version = models.BigIntegerField("版本")  # by chance: another one means the item changed
    live = models.BooleanField("尚未写入索引段", default=True)

    class Meta:
        verbose_name = "比较对象"
        verbose_name_plural = "比较对象"
        constraints = [
            models.UniqueConstraint(fields=["collection", "object_id"], name="similar_entry_once"),
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(live=True), name="similar_entry_live")]


class SegmentFile(models.Model):
    """A part of the index. Of an item in several of them the one of the highest rank counts."""

    rank = models.BigIntegerField("次序", unique=True)
    file = models.FileField("文件", storage=private_storage, upload_to="similar")
    items = models.PositiveIntegerField("对象数")
    bytes = models.PositiveBigIntegerField("字节数")
    made_at = models.DateTimeField("写入时间", auto_now_add=True)

    class Meta:
        verbose_name = "索引段"
        verbose_name_plural = "索引段"
        ordering = ["-rank"]

    @property
    def name(self) -> str:
        """Of the file: no other ever has it."""
        return str(self.file.name)

    def remove_file(self) -> None:
        """What mapped it goes on reading it."""
        self.file.storage.delete(self.name)


class Filled(models.Model):
    """A collection whose items of before its registration are entered."""

    collection = models.CharField("集合", max_length=32, unique=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "已登记的集合"
        verbose_name_plural = "已登记的集合"

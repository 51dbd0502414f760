"""Chapter marks of a video."""

from django.db import models

from .video import Video


class Chapter(models.Model):
    """Begins at a second of the playing edition and lasts until the next one."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="chapters")
    at_s = models.FloatField("开始（秒）")
    title = models.CharField("章节", max_length=100)

    class Meta:
        verbose_name = "章节"
        verbose_name_plural = "章节"
        ordering = ["video", "at_s"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["video", "at_s"], name="one_chapter_per_moment")]

    def __str__(self) -> str:
        return self.title

"""Why a revision may be public. Without a row here `PublicPage.publish` refuses."""

from django.conf import settings
from django.db import models


class PublishAuthorisation(models.Model):
    """One revision, one basis, one content. Never edited: a later edit needs a row of its own.

    `content_sha` binds the row to what was read: Wagtail can overwrite a revision in place, and then the
    authorisation must not speak for the new text.
    """

    class Basis(models.TextChoices):
        THREE_REVIEWS = "three_reviews", "三审通过"
        URGENT = "urgent", "紧急发布"
        IMPORT = "import", "历史数据导入"

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="publish_authorisation"
    )
    basis = models.CharField("依据", max_length=20, choices=Basis)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="批准人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.CharField("理由", max_length=500, blank=True)
    content_sha = models.CharField("内容散列", max_length=64)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "发布依据"
        verbose_name_plural = "发布依据"

"""Own image, rendition and document models, because swapping them later is not possible."""

import hashlib

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class SiteImage(AbstractImage):
    """A picture; `description` is its default alternative text and is required in the form."""

    credit = models.CharField("署名", max_length=100, blank=True, help_text="例如：张某 摄")

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "图片"
        verbose_name_plural = "图片"
        permissions = [("choose_siteimage", "可以选用图片")]

    @property
    def default_alt_text(self) -> str:
        return self.description


class SiteRendition(AbstractRendition):
    """One size of a picture. SHA-256 and size are known once its bytes lie in the publisher's asset store."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False, db_index=True)
    size = models.PositiveBigIntegerField("字节数", default=0, editable=False)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class ShownVideo(models.Model):
    """What pages were last told of a video that stands on one: a digest of all a player gets."""

    key = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()


class SiteDocument(AbstractDocument):
    """A file to download, with the SHA-256 that readers can check."""

    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "文件"
        verbose_name_plural = "文件"
        permissions = [("choose_sitedocument", "可以选用文件")]

    def save(self, *args, **kwargs):
        if (
            self.file and not self.file._committed
        ):  # a file that is new, whoever brought it (form, import, API)
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    def _set_document_file_metadata(self) -> None:
        super()._set_document_file_metadata()
        self.file.seek(0)
        digest = hashlib.sha256()
        for chunk in self.file.chunks():
            digest.update(chunk)
        self.sha256 = digest.hexdigest()
        self.file.seek(0)

"""Dates of first publication that a person set: import of the past, correction by the chief editor."""

from django.db import models


class GivenDate(models.Model):
    """The gate does not compare the date of such a document with the change log. Kept here, because the audit log
    leaves the database after some years."""

    document_id = models.CharField("稿件", max_length=100, unique=True)
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = "人工确定的首次发布时间"
        default_permissions = ()

    @classmethod
    def note(cls, document_id: str) -> None:
        """In the transaction that sets the date."""
        cls.objects.update_or_create(document_id=document_id)

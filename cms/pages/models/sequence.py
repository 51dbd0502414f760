"""The permanent order of first publication: archive pages are cut along it, so a number is never reused."""

from django.db import models, transaction


class PublicationSequence(models.Model):
    """A single row that holds the last number given out."""

    last = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "首次发布次序"


def next_sequence() -> int:
    """The next number. Rolled back together with the publication that asked for it."""
    with transaction.atomic():
        row, _ = PublicationSequence.objects.select_for_update().get_or_create(pk=1)
        row.last += 1
        row.save()
        return row.last

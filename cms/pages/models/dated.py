"""Pages that stand in lists: a date of first publication and a place in the permanent order."""

from django.db import models
from django.utils import timezone

from .api import readable
from .public import PublicPage
from .sequence import next_sequence


class DatedPage(PublicPage):
    """Abstract: the first publication gives date and order; both stay whatever happens later."""

    published_on = models.DateTimeField("首次发布时间", null=True, editable=False, db_index=True)
    sequence = models.BigIntegerField("首次发布次序", null=True, unique=True, editable=False)

    settled_fields = ("public_path", "published_on", "sequence")
    exclude_fields_in_copy = ["public_path", "published_on", "sequence"]

    api_fields = [*PublicPage.api_fields, *readable("published_on", "sequence")]

    class Meta:
        abstract = True

    def settle_public_facts(self) -> None:
        if self.sequence is None:
            self.published_on = self.published_on or self.first_published_at or timezone.now()
            self.sequence = next_sequence()
            type(self).objects.filter(pk=self.pk).update(
                published_on=self.published_on, sequence=self.sequence
            )
        super().settle_public_facts()
